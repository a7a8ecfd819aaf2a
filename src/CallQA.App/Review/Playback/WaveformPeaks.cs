using System.Buffers.Binary;
using CallQA.Recordings;

namespace CallQA.App.Review.Playback;

/// <summary>
/// How loud a recording is, for drawing: a byte a channel and fiftieth of a second. Little-endian: the mark <c>CQP1</c>,
/// channels and peaks a channel as 32-bit numbers, then the peaks, channel after channel, 255 being full scale.
/// </summary>
internal static class WaveformPeaks
{
    /// <summary>Peaks of one second.</summary>
    public const int PerSecond = 50;

    private const int HeaderLength = 12;

    public static byte[] Of(AudioClip clip)
    {
        var count = (int)Math.Ceiling((double)clip.Length * PerSecond / clip.SampleRate);
        var peaks = new byte[HeaderLength + (clip.Channels.Count * count)];
        "CQP1"u8.CopyTo(peaks);
        BinaryPrimitives.WriteInt32LittleEndian(peaks.AsSpan(4), clip.Channels.Count);
        BinaryPrimitives.WriteInt32LittleEndian(peaks.AsSpan(8), count);
        for (var channel = 0; channel < clip.Channels.Count; channel++)
            Fill(clip.Channels[channel], peaks.AsSpan(HeaderLength + (channel * count), count));
        return peaks;
    }

    private static void Fill(ChannelAudio channel, Span<byte> peaks)
    {
        var samples = new float[(channel.SampleRate / PerSecond) + 1];
        for (var peak = 0; peak < peaks.Length; peak++)
        {
            var start = (int)((long)peak * channel.SampleRate / PerSecond);
            var end = (int)Math.Min(channel.Length, (long)(peak + 1) * channel.SampleRate / PerSecond);
            var part = samples.AsSpan(0, end - start);
            channel.Read(start, part);
            var loudest = 0f;
            foreach (var sample in part) loudest = Math.Max(loudest, Math.Abs(sample));
            peaks[peak] = (byte)Math.Min(255, MathF.Round(loudest * 255));
        }
    }
}
