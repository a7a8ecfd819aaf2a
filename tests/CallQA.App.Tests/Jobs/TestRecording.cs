using System.Buffers.Binary;

namespace CallQA.App.Tests.Jobs;

/// <summary>Short two-channel recordings: half a second of tones, another content for every number.</summary>
internal static class TestRecording
{
    private const int Rate = 8000;
    private const int Frames = Rate / 2;
    private const int HeaderLength = 44;

    public static string Write(string path, int number)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Content(number));
        return path;
    }

    public static byte[] Content(int number)
    {
        var file = new byte[HeaderLength + (Frames * 4)];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 2);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), Rate * 4);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 4);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), Frames * 4);
        for (var frame = 0; frame < Frames; frame++)
        {
            var sample = (short)(8000 * Math.Sin(frame * (200 + number) * 2 * Math.PI / Rate));
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderLength + (frame * 4)), sample);
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderLength + (frame * 4) + 2), (short)-sample);
        }

        return file;
    }
}
