namespace CallQA.Coaching;

/// <summary>
/// Finds the one step that explains a run of values best: of all borders of weeks the one with the largest difference of the means in units of their standard error,
/// judged by how often the same values in random order show as large a one (permutation test of the largest statistic, which allows for having looked at every border).
/// </summary>
internal static class LevelChangeSearch
{
    /// <summary>Fewest calls on either side.</summary>
    private const int LeastOnASide = 5;

    /// <summary>A step is named when at most one order in a hundred shows as clear a one.</summary>
    private const double LargestError = 0.01;

    private const int Orders = 999;

    /// <summary>Values up to which orders are really drawn; beyond it chance is that of normal sums.</summary>
    private const int MostShuffled = 1000;

    /// <summary>Fixed, so that a report of the same calls is the same.</summary>
    private const int Seed = 20260101;

    /// <param name="points">Weeks, ascending, and values.</param>
    /// <returns>The first week of the new level and the error, or null where no step may be named.</returns>
    public static (int Week, double Error)? Find(IReadOnlyList<(int Week, double Value)> points)
    {
        var borders = Enumerable.Range(LeastOnASide, Math.Max(0, points.Count - (2 * LeastOnASide) + 1)).Where(at => points[at].Week != points[at - 1].Week).ToArray();
        if (borders.Length == 0)
            return null;

        double[] values = [.. points.Select(point => point.Value)];
        var (best, border) = Largest(values, borders);
        var random = new Random(Seed);
        var error = best > 0 ? ErrorOf(best, values.Length > MostShuffled ? () => LargestByChance(random, borders, values.Length) : () => LargestInAnyOrder(random, values, borders)) : null;
        return error is { } known ? (points[border].Week, known) : null;
    }

    private static double? ErrorOf(double observed, Func<double> byChance)
    {
        var most = (int)(LargestError * (Orders + 1)) - 1;
        var reached = 0;
        for (var order = 0; order < Orders; order++)
        {
            // Sums of the same values in another order differ in their last digits.
            if (byChance() >= observed * (1 - 1e-9) && ++reached > most)
                return null;
        }

        return (reached + 1.0) / (Orders + 1);
    }

    private static double LargestInAnyOrder(Random random, double[] values, int[] borders)
    {
        random.Shuffle(values);
        return Largest(values, borders).Statistic;
    }

    /// <summary>The largest statistic of values without a step: sums of so many are normal, and their course from border to border is a Brownian bridge.</summary>
    private static double LargestByChance(Random random, int[] borders, int n)
    {
        Span<double> sums = stackalloc double[borders.Length];
        var (sum, at) = (0.0, 0);
        for (var i = 0; i < borders.Length; i++)
        {
            sum += Normal(random) * Math.Sqrt(borders[i] - at);
            (sums[i], at) = (sum, borders[i]);
        }

        var end = sum + (Normal(random) * Math.Sqrt(n - at));
        var largest = 0.0;
        for (var i = 0; i < borders.Length; i++)
        {
            double before = borders[i];
            largest = Math.Max(largest, Math.Abs(sums[i] - (end * before / n)) / Math.Sqrt(before * (n - before) / n));
        }

        return largest;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static (double Statistic, int Border) Largest(double[] values, int[] borders)
    {
        var total = values.Sum();
        var squares = values.Sum(value => value * value);
        var (best, border, sum, at) = (0.0, 0, 0.0, 0);
        foreach (var candidate in borders)
        {
            for (; at < candidate; at++)
                sum += values[at];
            var statistic = Statistic(sum, candidate, total, squares, values.Length);
            if (statistic > best)
                (best, border) = (statistic, candidate);
        }

        return (best, border);
    }

    private static double Statistic(double sum, int count, double total, double squares, int n)
    {
        var (before, after) = (sum / count, (total - sum) / (n - count));
        var within = squares - (sum * before) - ((total - sum) * after);
        var variance = Math.Max(within, 1e-12) / (n - 2);
        return Math.Abs(after - before) / Math.Sqrt(variance * ((1.0 / count) + (1.0 / (n - count))));
    }
}
