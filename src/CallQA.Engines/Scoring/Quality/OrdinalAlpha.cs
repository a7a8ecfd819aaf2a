namespace CallQA.Engines.Scoring.Quality;

/// <summary>Krippendorff's alpha with the ordinal metric, for two raters without gaps.</summary>
internal static class OrdinalAlpha
{
    /// <summary>1 for full agreement, 0 for chance; 0 when there is nothing to disagree about.</summary>
    public static double Of(IReadOnlyList<Pair> pairs, int classes)
    {
        var counts = new double[classes];
        foreach (var pair in pairs)
        {
            counts[pair.Reviewer]++;
            counts[pair.Machine]++;
        }

        var observed = pairs.Sum(pair => 2 * Distance(counts, pair.Reviewer, pair.Machine));
        var expected = 0.0;
        for (var one = 0; one < classes; one++)
        {
            for (var other = 0; other < classes; other++)
                expected += counts[one] * counts[other] * Distance(counts, one, other);
        }

        var values = counts.Sum();
        return expected == 0 ? 0 : 1 - ((values - 1) * observed / expected);
    }

    /// <summary>Squared number of values between two ranks, their own counted half.</summary>
    private static double Distance(double[] counts, int one, int other)
    {
        var (low, high) = (Math.Min(one, other), Math.Max(one, other));
        var between = 0.0;
        for (var rank = low; rank <= high; rank++)
            between += counts[rank];
        between -= (counts[low] + counts[high]) / 2;
        return low == high ? 0 : between * between;
    }
}
