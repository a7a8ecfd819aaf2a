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
        return best > 0 && ErrorOf(best, values, borders) is { } error ? (points[border].Week, error) : null;
    }

    private static double? ErrorOf(double observed, double[] values, int[] borders)
    {
        var most = (int)(LargestError * (Orders + 1)) - 1;
        var random = new Random(Seed);
        var reached = 0;
        for (var order = 0; order < Orders; order++)
        {
            random.Shuffle(values);

            // Sums of the same values in another order differ in their last digits.
            if (Largest(values, borders).Statistic >= observed * (1 - 1e-9) && ++reached > most)
                return null;
        }

        return (reached + 1.0) / (Orders + 1);
    }

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
