namespace CallQA.Engines.VoiceActivity;

/// <summary>
/// The level of whatever is always there. Each frame's floor is the higher of the quietest moments before and after it, so
/// that noise which sets in or stops abruptly is floor at once, while speech, which pauses on both sides, is not.
/// </summary>
internal static class NoiseFloor
{
    private const int Reach = 150;
    private const int Smoothing = 2;

    /// <summary>Floor per frame, in the unit of <paramref name="level"/>.</summary>
    public static float[] Of(ReadOnlySpan<float> level)
    {
        var smooth = new float[level.Length];
        for (var i = 0; i < smooth.Length; i++)
        {
            var (from, to) = (Math.Max(0, i - Smoothing), Math.Min(level.Length - 1, i + Smoothing));
            var sum = 0f;
            for (var k = from; k <= to; k++)
                sum += level[k];
            smooth[i] = sum / (to - from + 1);
        }

        var before = SlidingMinimum(smooth, Reach);
        Array.Reverse(smooth);
        var after = SlidingMinimum(smooth, Reach);
        for (var i = 0; i < before.Length; i++)
            before[i] = Math.Max(before[i], after[^(i + 1)]);
        return before;
    }

    /// <summary>Minimum over each value and so many before it.</summary>
    public static float[] SlidingMinimum(float[] values, int reach)
    {
        var result = new float[values.Length];
        var candidates = new LinkedList<int>();
        for (var i = 0; i < values.Length; i++)
        {
            while (candidates.Last is { } last && values[last.Value] >= values[i])
                candidates.RemoveLast();
            candidates.AddLast(i);
            if (candidates.First!.Value < i - reach)
                candidates.RemoveFirst();
            result[i] = values[candidates.First!.Value];
        }

        return result;
    }
}
