using System.Buffers.Binary;

namespace CallQA.App.Tests.Reliability;

/// <summary>The sample calls, one after the other, as one recording.</summary>
internal static class JoinedCall
{
    /// <summary>Writes the recording.</summary>
    /// <param name="calls">Folder of the sample calls.</param>
    /// <param name="path">Where it is written to.</param>
    /// <param name="seconds">How long it is to be.</param>
    public static async Task WriteAsync(string calls, string path, int seconds)
    {
        var files = Directory.GetFiles(calls, "*.wav").Order(StringComparer.Ordinal).ToArray();
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
        await File.WriteAllBytesAsync(path, [.. header, .. data]);
    }

    private static int DataStart(ReadOnlySpan<byte> wave) => wave.IndexOf("data"u8) + 8;
}
