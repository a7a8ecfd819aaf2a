using System.Buffers.Binary;

namespace CallQA.Recordings;

/// <summary>
/// Tells a stream of MPEG audio or AAC frames from samples that only begin like one: each frame says how long it is, and the next one must begin there.
/// </summary>
internal static class FrameChain
{
    private const int Wanted = 2;

    private static readonly int[] FirstVersion = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly int[] LaterVersions = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    private static readonly int[] Rates = [44_100, 48_000, 32_000];

    /// <summary>Whether a frame begins here and as many follow as the bytes tell.</summary>
    public static bool BeginsAt(ReadOnlySpan<byte> head)
    {
        var at = 0;
        for (var frames = 0; frames < Wanted; frames++)
        {
            if (LengthOf(head[at..]) is not { } length)
                return false;
            at += length;
            if (at + 6 > head.Length)
                return frames > 0;
        }

        return LengthOf(head[at..]) is not null;
    }

    private static int? LengthOf(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 6 || frame[0] != 0xFF || frame[1] < 0xE0)
            return null;
        return (frame[1] & 0xF6) == 0xF0 ? Aac(frame) : Layer3(BinaryPrimitives.ReadUInt32BigEndian(frame));
    }

    private static int? Aac(ReadOnlySpan<byte> frame) =>
        (((frame[3] & 3) << 11) | (frame[4] << 3) | (frame[5] >> 5)) is >= 7 and var length && ((frame[2] >> 2) & 15) < 13 ? length : null;

    private static int? Layer3(uint header)
    {
        var (version, layer, bitrate, rate) = ((header >> 19) & 3, (header >> 17) & 3, (int)(header >> 12) & 15, (int)(header >> 10) & 3);
        if (version == 1 || layer != 1 || bitrate is 0 or 15 || rate == 3)
            return null;
        var (kilobits, samples) = version == 3 ? (FirstVersion[bitrate], 144) : (LaterVersions[bitrate], 72);
        var hertz = Rates[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        return (samples * kilobits * 1000 / hertz) + (int)((header >> 9) & 1);
    }
}
