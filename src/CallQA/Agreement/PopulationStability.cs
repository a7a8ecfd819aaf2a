namespace CallQA.Agreement;

/// <summary>How far a distribution has moved between two stretches of time.</summary>
/// <param name="Before">Values in the earlier stretch.</param>
/// <param name="Now">Values in the later one.</param>
/// <param name="Index">Population stability index: the sum of (p − q) · ln(p / q) over the bins; null with too few values on a side.</param>
/// <param name="Limit">What the index must exceed to count as a shift; null with too few values.</param>
public sealed record PopulationStability(int Before, int Now, double? Index, double? Limit)
{
    /// <summary>Values on either side below which nothing is said.</summary>
    public const int EnoughValues = 50;

    /// <summary>An index below this is no shift that matters, however certain.</summary>
    public const double LeastThatMatters = 0.2;

    private const int Bins = 10;

    // Quantile 0.999 of the normal distribution: several figures are looked at every night.
    private const double Z = 3.090232306;

    /// <summary>True when the distribution has moved by the test.</summary>
    public bool Shifted => Index > Limit;

    /// <summary>Compares numbers, in tenths of the earlier ones.</summary>
    /// <param name="before">The earlier values.</param>
    /// <param name="now">The later ones.</param>
    public static PopulationStability OfNumbers(IReadOnlyList<double> before, IReadOnlyList<double> now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        if (before.Count == 0) return new(0, now.Count, null, null);
        var sorted = before.Order().ToArray();
        var edges = Enumerable.Range(1, Bins - 1).Select(bin => sorted[bin * sorted.Length / Bins]).Distinct().ToArray();
        return OfBins(Counts(before), Counts(now));

        int[] Counts(IReadOnlyList<double> values)
        {
            var counts = new int[edges.Length + 1];
            foreach (var value in values) counts[edges.Count(edge => value >= edge)]++;
            return counts;
        }
    }

    /// <summary>Compares values that are words, such as languages or scores.</summary>
    /// <param name="before">The earlier values.</param>
    /// <param name="now">The later ones.</param>
    public static PopulationStability OfCategories(IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        string[] categories = [.. before.Concat(now).Distinct().Order(StringComparer.Ordinal)];
        return OfBins(Counts(before), Counts(now));

        int[] Counts(IReadOnlyList<string> values)
        {
            var counts = new int[categories.Length];
            foreach (var value in values) counts[Array.BinarySearch(categories, value, StringComparer.Ordinal)]++;
            return counts;
        }
    }

    private static PopulationStability OfBins(int[] before, int[] now)
    {
        var (n, m) = (before.Sum(), now.Sum());
        if (n < EnoughValues || m < EnoughValues) return new(n, m, null, null);
        // Half a value more in every bin: an empty one would make the index infinite.
        var index = before.Zip(now, (earlier, later) => Term((earlier + 0.5) / (n + (0.5 * before.Length)), (later + 0.5) / (m + (0.5 * before.Length)))).Sum();
        return new(n, m, index, Math.Max(LeastThatMatters, ((1.0 / n) + (1.0 / m)) * ChiSquare(before.Length - 1)));
    }

    private static double Term(double p, double q) => (p - q) * Math.Log(p / q);

    // Without any shift the index is about (1/n + 1/m) times a chi-square variable. Its quantile after Wilson and Hilferty.
    private static double ChiSquare(int degreesOfFreedom) => degreesOfFreedom == 0
        ? 0
        : degreesOfFreedom * Math.Pow(1 - (2.0 / (9 * degreesOfFreedom)) + (Z * Math.Sqrt(2.0 / (9 * degreesOfFreedom))), 3);
}
