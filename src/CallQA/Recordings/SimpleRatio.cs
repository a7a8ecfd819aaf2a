using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CallQA.Recordings;

/// <summary>
/// Resampling by a ratio of small numbers, such as 8 to 16 kHz. New samples at the same fractional position use the same taps: many of
/// them are computed side by side. Every sample is summed in the same order wherever the piece begins, so that pieces are the same
/// as cut from the whole. Safe for concurrent use.
/// </summary>
/// <param name="up">New samples …</param>
/// <param name="down">… for so many of the source.</param>
/// <param name="filter">The taps.</param>
internal sealed class SimpleRatio(int up, int down, PhaseTable filter)
{
    /// <summary>Samples computed at once.</summary>
    private const int Lanes = 16;

    /// <summary>Vectors under way at a time.</summary>
    private const int Vectors = 4;

    /// <summary>Makes a piece of the output, see <see cref="Resampler.Apply"/>.</summary>
    public void Apply(ReadOnlySpan<float> samples, int from, int start, Span<float> target)
    {
        if (target.IsEmpty)
            return;
        var first = CentreOf(start) - from - filter.Reach + 1;
        var last = CentreOf(start + target.Length - 1) - from + filter.Reach;
        var length = (((last - first) / down) + 1) + (Lanes * Vectors);
        var streams = ArrayPool<float>.Shared.Rent(down * length);
        var made = ArrayPool<float>.Shared.Rent((target.Length / up) + 1 + (Lanes * Vectors));
        Divide(samples, first, streams.AsSpan(0, down * length), length);
        for (var phase = 0; phase < Math.Min(up, target.Length); phase++)
        {
            var count = (target.Length - phase + up - 1) / up;
            var position = ((long)start + phase) * down;
            Filter(filter.Taps((int)(position % up)), streams, length, (int)(position / up) - from - filter.Reach + 1 - first, made.AsSpan(0, RoundedUp(count)));
            for (var i = 0; i < count; i++)
                target[phase + (i * up)] = made[i];
        }

        ArrayPool<float>.Shared.Return(streams);
        ArrayPool<float>.Shared.Return(made);
    }

    private static int RoundedUp(int count) => (count + (Lanes * Vectors) - 1) / (Lanes * Vectors) * (Lanes * Vectors);

    private int CentreOf(int output) => (int)((long)output * down / up);

    /// <summary>Deals the source out, one sample to each stream in turn; silence lies beyond it.</summary>
    private void Divide(ReadOnlySpan<float> samples, int first, Span<float> streams, int length)
    {
        streams.Clear();
        for (var stream = 0; stream < down; stream++)
        {
            var part = streams.Slice(stream * length, length);
            var before = first + stream;
            for (var i = before < 0 ? (-before + down - 1) / down : 0; i < length && before + (i * down) < samples.Length; i++)
                part[i] = samples[before + (i * down)];
        }
    }

    /// <summary>Sums the taps' products for consecutive samples of one phase.</summary>
    private void Filter(float[] taps, float[] streams, int length, int offset, Span<float> made)
    {
        ref var source = ref MemoryMarshal.GetArrayDataReference(streams);
        Span<int> places = stackalloc int[taps.Length];
        for (var i = 0; i < places.Length; i++)
            places[i] = ((offset + i) % down * length) + ((offset + i) / down);
        for (var at = 0; at < made.Length; at += Lanes * Vectors)
        {
            var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            for (var i = 0; i < taps.Length; i++)
            {
                var tap = Vector512.Create(taps[i]);
                var from = (nuint)(places[i] + at);
                a = Vector512.FusedMultiplyAdd(tap, Vector512.LoadUnsafe(ref source, from), a);
                b = Vector512.FusedMultiplyAdd(tap, Vector512.LoadUnsafe(ref source, from + Lanes), b);
                c = Vector512.FusedMultiplyAdd(tap, Vector512.LoadUnsafe(ref source, from + (2 * Lanes)), c);
                d = Vector512.FusedMultiplyAdd(tap, Vector512.LoadUnsafe(ref source, from + (3 * Lanes)), d);
            }

            a.CopyTo(made[at..]);
            b.CopyTo(made[(at + Lanes)..]);
            c.CopyTo(made[(at + (2 * Lanes))..]);
            d.CopyTo(made[(at + (3 * Lanes))..]);
        }
    }
}
