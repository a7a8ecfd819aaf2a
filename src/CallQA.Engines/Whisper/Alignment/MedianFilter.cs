namespace CallQA.Engines.Whisper.Alignment;

/// <summary>Running median over seven values, the ends mirrored: takes out single peaks of attention.</summary>
internal static class MedianFilter
{
    private const int Width = 7;
    private const int Half = Width / 2;

    /// <summary>Writes the running medians of a row.</summary>
    /// <param name="values">The row; up to three values come back as they are.</param>
    /// <param name="target">Gets as many values.</param>
    public static void Apply(ReadOnlySpan<float> values, Span<float> target)
    {
        if (values.Length <= Half)
        {
            values.CopyTo(target);
            return;
        }

        Span<float> sorted = stackalloc float[Width];
        for (var at = -Half; at < values.Length + Half; at++)
        {
            if (at > Half)
                Remove(sorted, values[Mirror(at - Width, values.Length)]);
            Insert(sorted, Math.Min(at + Half, Width - 1), values[Mirror(at, values.Length)]);
            if (at >= Half)
                target[at - Half] = sorted[Half];
        }
    }

    private static int Mirror(int index, int length) => index < 0 ? -index : index >= length ? (2 * length) - 2 - index : index;

    private static void Remove(Span<float> sorted, float value)
    {
        var at = 0;
        while (at < Width - 1 && sorted[at] != value)
            at++;
        sorted[(at + 1)..].CopyTo(sorted[at..]);
    }

    private static void Insert(Span<float> sorted, int count, float value)
    {
        var at = count;
        for (; at > 0 && sorted[at - 1] > value; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = value;
    }
}
