using System.Numerics.Tensors;
using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Engines.Speakers;

/// <summary>Looks for each piece of a channel's speech in the other channel, half a second before and after.</summary>
internal static class ChannelMatcher
{
    private const int Piece = VoiceActivityDetector.SampleRate * 2 / 5;
    private const int Reach = VoiceActivityDetector.SampleRate / 2;
    private const float Quiet = 1e-9f;

    /// <summary>Matches the pieces of a channel's speech.</summary>
    /// <param name="channel">The channel at 16 kHz.</param>
    /// <param name="speech">Where it has speech.</param>
    /// <param name="other">The other channel.</param>
    public static IReadOnlyList<ChannelMatch> Match(ChannelAudio channel, IReadOnlyList<SpeechSpan> speech, ChannelAudio other) =>
        [.. speech.SelectMany(Cut).Select(span => Match(channel, span, other))];

    private static IEnumerable<SpeechSpan> Cut(SpeechSpan span)
    {
        var pieces = Math.Max(1, (int)Math.Round((double)span.Length / Piece));
        for (var i = 0; i < pieces; i++)
            yield return new SpeechSpan(span.Start + (int)((long)span.Length * i / pieces), span.Start + (int)((long)span.Length * (i + 1) / pieces));
    }

    private static ChannelMatch Match(ChannelAudio channel, SpeechSpan span, ChannelAudio other)
    {
        var piece = SlowAudio.Of(channel.Read(span.Start, span.Length));
        var from = span.Start - Reach;
        var around = new float[span.Length + (2 * Reach)];
        var (start, end) = (Math.Max(0, from), Math.Min(other.Length, from + around.Length));
        other.Read(start, around.AsSpan(start - from, end - start));
        var slow = SlowAudio.Of(around);
        var (best, at, energyThere) = Best(piece, slow);
        var energy = TensorPrimitives.SumOfSquares<float>(piece);
        return new ChannelMatch(span, best, (Reach / SlowAudio.Decimation) - at, 10 * Math.Log10((energy + Quiet) / (energyThere + Quiet)));
    }

    private static (double Likeness, int At, double Energy) Best(float[] piece, float[] around)
    {
        var energy = TensorPrimitives.SumOfSquares<float>(piece);
        var there = (double)TensorPrimitives.SumOfSquares<float>(around.AsSpan(0, piece.Length));
        var best = (Likeness: 0.0, At: 0, Energy: there);
        for (var at = 0; at + piece.Length <= around.Length; at++)
        {
            var likeness = Math.Abs(TensorPrimitives.Dot<float>(piece, around.AsSpan(at, piece.Length))) / Math.Sqrt((energy * Math.Max(there, 0)) + Quiet);
            if (likeness > best.Likeness)
                best = (likeness, at, there);
            if (at + piece.Length < around.Length)
                there += (around[at + piece.Length] * around[at + piece.Length]) - (around[at] * around[at]);
        }

        return best;
    }
}
