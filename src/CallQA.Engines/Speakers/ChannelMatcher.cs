using System.Numerics.Tensors;
using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Engines.Speakers;

/// <summary>Looks for each piece of a channel's speech in the other channel, half a second before and after.</summary>
internal static class ChannelMatcher
{
    private const int Piece = VoiceActivityDetector.SampleRate * 2 / 5;
    private const int Reach = SlowAudio.Rate / 2;

    /// <summary>Stretch of the channels that is read at once, so that nothing is slowed down twice and memory stays small.</summary>
    private const int Stretch = VoiceActivityDetector.SampleRate * 30;
    private const float Quiet = 1e-9f;

    /// <summary>Share of a piece's power, −30 dB, below which nothing in the other channel can be the same speech.</summary>
    private const double Faint = 1e-3;

    /// <summary>Matches the pieces of a channel's speech.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="speech">Where it has speech, at 16 kHz.</param>
    /// <param name="other">The other channel.</param>
    /// <param name="cancellationToken">Stops between stretches.</param>
    public static IReadOnlyList<ChannelMatch> Match(
        ChannelAudio channel, IReadOnlyList<SpeechSpan> speech, ChannelAudio other, CancellationToken cancellationToken)
    {
        var (slow, otherSlow) = (channel.At(SlowAudio.Rate), other.At(SlowAudio.Rate));
        return
        [
            .. speech.SelectMany(Cut).GroupBy(span => span.Start / Stretch)
                .AsParallel().AsOrdered().WithCancellation(cancellationToken).SelectMany(pieces => Match([.. pieces], slow, otherSlow)),
        ];
    }

    private static IEnumerable<SpeechSpan> Cut(SpeechSpan span)
    {
        var pieces = Math.Max(1, (int)Math.Round((double)span.Length / Piece));
        for (var i = 0; i < pieces; i++)
            yield return new SpeechSpan(span.Start + (int)((long)span.Length * i / pieces), span.Start + (int)((long)span.Length * (i + 1) / pieces));
    }

    private static List<ChannelMatch> Match(SpeechSpan[] pieces, ChannelAudio channel, ChannelAudio other)
    {
        var first = pieces[0].Start / SlowAudio.Decimation;
        var own = Read(channel, first, (pieces[^1].End / SlowAudio.Decimation) - first);
        var around = Read(other, first - Reach, own.Length + (2 * Reach));
        var matches = new List<ChannelMatch>(pieces.Length);
        foreach (var span in pieces)
        {
            var (at, length) = ((span.Start / SlowAudio.Decimation) - first, span.Length / SlowAudio.Decimation);
            var piece = own.AsSpan(at, Math.Min(length, own.Length - at));
            var (likeness, lag, energyThere) = Best(piece, around.AsSpan(at, piece.Length + (2 * Reach)));
            var energy = TensorPrimitives.SumOfSquares<float>(piece);
            matches.Add(new ChannelMatch(span, likeness, Reach - lag, 10 * Math.Log10((energy + Quiet) / (energyThere + Quiet))));
        }

        return matches;
    }

    /// <summary>A piece of a channel without its constant part, which would be like any other channel's; with silence outside of it.</summary>
    private static float[] Read(ChannelAudio channel, int start, int length)
    {
        var samples = new float[length];
        var (from, to) = (Math.Clamp(start, 0, channel.Length), Math.Clamp(start + length, 0, channel.Length));
        var heard = samples.AsSpan(from - start, to - from);
        channel.Read(from, heard);
        if (!heard.IsEmpty)
            TensorPrimitives.Subtract(heard, TensorPrimitives.Sum<float>(heard) / heard.Length, heard);
        return samples;
    }

    /// <summary>Most energy of so many samples in a row, to within a half: looked for in steps of half of them.</summary>
    private static double Loudest(ReadOnlySpan<float> samples, int count)
    {
        var loudest = 0.0;
        for (var at = 0; at < samples.Length; at += Math.Max(1, count / 2))
            loudest = Math.Max(loudest, TensorPrimitives.SumOfSquares(samples.Slice(at, Math.Min(count, samples.Length - at))));
        return loudest;
    }

    private static (double Likeness, int At, double Energy) Best(ReadOnlySpan<float> piece, ReadOnlySpan<float> around)
    {
        var energy = TensorPrimitives.SumOfSquares(piece);
        var there = (double)TensorPrimitives.SumOfSquares(around[..piece.Length]);
        var best = (Likeness: 0.0, At: 0, Energy: there);
        if (Loudest(around, piece.Length) < Faint * energy)
            return best;
        for (var at = 0; at + piece.Length <= around.Length; at++)
        {
            var likeness = Math.Abs(TensorPrimitives.Dot(piece, around.Slice(at, piece.Length))) / Math.Sqrt((energy * Math.Max(there, 0)) + Quiet);
            if (likeness > best.Likeness)
                best = (likeness, at, there);
            if (at + piece.Length < around.Length)
                there += (around[at + piece.Length] * around[at + piece.Length]) - (around[at] * around[at]);
        }

        return best;
    }
}
