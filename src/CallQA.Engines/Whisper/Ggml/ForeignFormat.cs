using System.Buffers.Binary;

namespace CallQA.Engines.Whisper.Ggml;

/// <summary>Recognises the formats people most often mistake for ggml, to say so.</summary>
internal static class ForeignFormat
{
    /// <summary>Names the format that the file's first bytes belong to.</summary>
    public static string Describe(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("GGUF"u8))
            return "a GGUF file";
        if (start.StartsWith("PK"u8))
            return "a zip archive or PyTorch checkpoint";
        if (start.StartsWith("lmgg"u8) is false && start.StartsWith("ggml"u8))
            return "a big-endian ggml file";
        if (start.StartsWith("<"u8))
            return "a web page or XML file";
        if (start.StartsWith("version https://git-lfs"u8[..start.Length]))
            return "a Git LFS pointer";
        if (start.Length > 9 && start[8] == (byte)'{' && BinaryPrimitives.ReadUInt64LittleEndian(start) < 1 << 30)
            return "a safetensors file";
        if (start.Length > 1 && start[0] == 8 && start[1] < 32)
            return "probably an ONNX file";
        return start.IndexOfAnyExceptInRange((byte)9, (byte)126) < 0 ? "a text file" : "of an unknown format";
    }
}
