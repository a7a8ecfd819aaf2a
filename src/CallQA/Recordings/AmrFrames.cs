namespace CallQA.Recordings;

/// <summary>
/// Tells how long an AMR file is (RFC 4867, 5; frame lengths from 3GPP TS 26.101 and 26.201). Recorders leave silence out, and FFmpeg does not put
/// it back: without that length, all that is said after a pause would come too early.
/// </summary>
internal static class AmrFrames
{
    private const int BlockSize = 65_536;

    // A frame is 20 ms.
    private const int NarrowSamples = 160;
    private const int WideSamples = 320;

    // Bytes after the first one, which tells the type: speech, comfort noise, and none where nothing was sent.
    private static readonly byte[] Narrow = [12, 13, 15, 17, 19, 20, 26, 31, 5, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] Wide = [17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0];

    /// <summary>Samples at the codec's own rate (8 or 16 kHz); null for a file that is not AMR of one channel.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<long?> SamplesOfAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BlockSize, useAsync: true);
        var head = new byte["#!AMR-WB\n".Length];
        var count = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var (bytes, samples, begin) = head.AsSpan(0, count) switch
        {
            var read when read.StartsWith("#!AMR-WB\n"u8) => (Wide, WideSamples, "#!AMR-WB\n".Length),
            var read when read.StartsWith("#!AMR\n"u8) => (Narrow, NarrowSamples, "#!AMR\n".Length),
            _ => (null, 0, 0),
        };
        if (bytes is null) return null;
        file.Position = begin;
        return samples * await CountAsync(file, bytes, cancellationToken);
    }

    private static async Task<long> CountAsync(Stream file, byte[] bytes, CancellationToken cancellationToken)
    {
        var block = new byte[BlockSize];
        var (frames, skip) = (0L, 0);
        for (int count; (count = await file.ReadAsync(block, cancellationToken)) > 0;)
        {
            var at = skip;
            for (; at < count; at += 1 + bytes[(block[at] >> 3) & 15]) frames++;
            skip = at - count;
        }

        return frames;
    }
}
