using System.Buffers.Binary;

namespace CallQA.Benchmarks.Engine;

/// <summary>The sample calls, one after the other, as one recording.</summary>
internal static class JoinedCall
{
    /// <summary>Writes the recording into the system's temporary folder.</summary>
    public static async Task<string> WriteAsync(int seconds)
    {
        var files = Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "samples", "calls"), "*.wav").Order(StringComparer.Ordinal).ToArray();
        var first = await File.ReadAllBytesAsync(files[0]);
        var header = first[..DataStart(first)];
        var bytesPerSecond = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(28));
        var data = new byte[seconds * bytesPerSecond];
        var filled = 0;
        for (var i = 0; filled < data.Length; i = (i + 1) % files.Length)
        {
            var file = await File.ReadAllBytesAsync(files[i]);
            var samples = file.AsSpan(DataStart(file));
            var taken = samples[..Math.Min(samples.Length, data.Length - filled)];
            taken.CopyTo(data.AsSpan(filled));
            filled += taken.Length;
        }

        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), header.Length - 8 + data.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(header.Length - 4), data.Length);
        var path = Path.Combine(Path.GetTempPath(), $"callqa-joined-{seconds}.wav");
        await File.WriteAllBytesAsync(path, [.. header, .. data]);
        return path;
    }

    private static int DataStart(ReadOnlySpan<byte> wave) => wave.IndexOf("data"u8) + 8;
}
