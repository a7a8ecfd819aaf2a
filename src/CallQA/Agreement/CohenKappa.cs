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

    /// <summary>Kappa of two raters from a table of how often each pair of values occurs.</summary>
    /// <param name="counts">Units by the first rater's value (rows) and the second's (columns).</param>
    /// <param name="values">What the rows and columns stand for, in their order.</param>
    /// <param name="weights">How much a disagreement weighs.</param>
    /// <returns>Null when chance is left nothing to disagree about.</returns>
    public static double? Of(double[,] counts, IReadOnlyList<double> values, KappaWeights weights)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(values);
        double[] ones = new double[values.Count], others = new double[values.Count];
        double units = 0, observed = 0, expected = 0;
        for (var one = 0; one < ones.Length; one++)
        {
            for (var other = 0; other < others.Length; other++)
            {
                var count = counts[one, other];
                ones[one] += count;
                others[other] += count;
                units += count;
                observed += count * Distance(weights, values, one, other);
            }
        }

        for (var one = 0; one < ones.Length; one++)
            for (var other = 0; other < others.Length; other++) expected += ones[one] * others[other] * Distance(weights, values, one, other);
        return expected == 0 ? null : 1 - (observed * units / expected);
    }

    private static (double Kappa, double Units)? Pair(RatingTable table, KappaWeights weights, int one, int other)
    {
        var counts = new double[table.Values.Length, table.Values.Length];
        double units = 0;
        for (var index = 0; index < table.Patterns.Length; index++)
        {
            var (a, b) = (table.Patterns[index][one], table.Patterns[index][other]);
            if (a == RatingTable.Missing || b == RatingTable.Missing) continue;
            counts[a, b] += table.Counts[index];
            units += table.Counts[index];
        }

        return Of(counts, table.Values, weights) is { } kappa ? (kappa, units) : null;
    }

    private static double Distance(KappaWeights weights, IReadOnlyList<double> values, int one, int other) =>
        one == other ? 0 : weights == KappaWeights.None ? 1 : (values[one] - values[other]) * (values[one] - values[other]);
}
