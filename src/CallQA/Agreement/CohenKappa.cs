namespace CallQA.Agreement;

/// <summary>How much a disagreement weighs.</summary>
public enum KappaWeights
{
    /// <summary>All disagreements alike: Cohen (1960).</summary>
    None,

    /// <summary>By the distance of the values squared: Cohen (1968).</summary>
    Quadratic,
}

/// <summary>
/// Cohen's kappa. For more than two raters the mean over all pairs of raters (Light 1971), weighted by the units both rated.
/// </summary>
public static class CohenKappa
{
    /// <summary>Kappa: 1 for full agreement, 0 for what chance would give.</summary>
    /// <returns>Null when no two raters leave chance anything to disagree about.</returns>
    public static double? Of(RatingTable table, KappaWeights weights)
    {
        double sum = 0, shared = 0;
        for (var one = 0; one < table.Raters; one++)
        {
            for (var other = one + 1; other < table.Raters; other++)
            {
                if (Pair(table, weights, one, other) is not { } pair) continue;
                sum += pair.Kappa * pair.Units;
                shared += pair.Units;
            }
        }

        return shared == 0 ? null : sum / shared;
    }

    private static (double Kappa, double Units)? Pair(RatingTable table, KappaWeights weights, int one, int other)
    {
        var size = table.Values.Length;
        double[] ones = new double[size], others = new double[size];
        double units = 0, observed = 0, expected = 0;
        for (var index = 0; index < table.Patterns.Length; index++)
        {
            var (a, b, count) = (table.Patterns[index][one], table.Patterns[index][other], table.Counts[index]);
            if (a == RatingTable.Missing || b == RatingTable.Missing) continue;
            ones[a] += count;
            others[b] += count;
            units += count;
            observed += count * Distance(weights, table.Values, a, b);
        }

        for (var a = 0; a < size; a++)
            for (var b = 0; b < size; b++) expected += ones[a] * others[b] * Distance(weights, table.Values, a, b);
        return expected == 0 ? null : (1 - (observed * units / expected), units);
    }

    private static double Distance(KappaWeights weights, double[] values, int one, int other) =>
        one == other ? 0 : weights == KappaWeights.None ? 1 : (values[one] - values[other]) * (values[one] - values[other]);
}
