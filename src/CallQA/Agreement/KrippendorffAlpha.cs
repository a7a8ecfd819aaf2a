namespace CallQA.Agreement;

/// <summary>What differences between values mean.</summary>
public enum MeasurementScale
{
    /// <summary>Values are the same or not.</summary>
    Nominal,

    /// <summary>Values are ranks: a difference counts what lies between, by how often it was chosen.</summary>
    Ordinal,

    /// <summary>Values are quantities: a difference counts squared.</summary>
    Interval,
}

/// <summary>
/// Krippendorff's alpha for any number of raters, with gaps, by way of the coincidence matrix: Krippendorff, "Computing
/// Krippendorff's Alpha-Reliability" (2011).
/// </summary>
public static class KrippendorffAlpha
{
    /// <summary>Alpha: 1 for full agreement, 0 for what chance would give, below 0 for systematic disagreement.</summary>
    /// <returns>Null when all values are the same, or there are none: then nothing tells agreement from chance.</returns>
    public static double? Of(RatingTable table, MeasurementScale scale)
    {
        var coincidences = Coincidences(table);
        var size = table.Values.Length;
        var uses = new double[size];
        for (var one = 0; one < size; one++)
            for (var other = 0; other < size; other++) uses[one] += coincidences[one, other];
        double observed = 0, expected = 0;
        for (var one = 0; one < size; one++)
        {
            for (var other = one + 1; other < size; other++)
            {
                var distance = Distance(scale, table.Values, uses, one, other);
                observed += coincidences[one, other] * distance;
                expected += uses[one] * uses[other] * distance;
            }
        }

        return expected == 0 ? null : 1 - ((uses.Sum() - 1) * observed / expected);
    }

    // Every unit adds each ordered pair of its values, weighted so that a value counts once however many raters there are.
    private static double[,] Coincidences(RatingTable table)
    {
        var matrix = new double[table.Values.Length, table.Values.Length];
        for (var index = 0; index < table.Patterns.Length; index++)
        {
            if (table.Counts[index] == 0) continue;
            var pattern = table.Patterns[index];
            var weight = table.Counts[index] / (pattern.Count(value => value != RatingTable.Missing) - 1.0);
            for (var one = 0; one < pattern.Length; one++)
            {
                if (pattern[one] == RatingTable.Missing) continue;
                for (var other = 0; other < pattern.Length; other++)
                    if (other != one && pattern[other] != RatingTable.Missing) matrix[pattern[one], pattern[other]] += weight;
            }
        }

        return matrix;
    }

    private static double Distance(MeasurementScale scale, double[] values, double[] uses, int low, int high)
    {
        if (scale == MeasurementScale.Nominal) return 1;
        if (scale == MeasurementScale.Interval) return (values[high] - values[low]) * (values[high] - values[low]);
        var between = -(uses[low] + uses[high]) / 2;
        for (var rank = low; rank <= high; rank++) between += uses[rank];
        return between * between;
    }
}
