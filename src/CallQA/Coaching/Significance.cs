namespace CallQA.Coaching;

/// <summary>
/// How surely a difference is more than chance, and which of many differences may be named when many are looked at. The error of a
/// comparison is the level at which its own interval begins to leave out "no difference", so that numbers and intervals never disagree.
/// </summary>
internal static class Significance
{
    /// <summary>Share of named differences that may be chance: 5 %.</summary>
    public const double FalseDiscoveries = 0.05;

    private const double LargestZ = 12;
    private const int Halvings = 50;

    /// <summary>Error of calling two shares different, 0–1: by Newcombe's interval. 1 where nothing may be said.</summary>
    public static double OfDifference(Average subject, Average other)
    {
        if (subject is not { Mean: { } p, Interval: not null } || other is not { Mean: { } q, Interval: not null })
            return 1;
        var ((upper, n), (lower, m)) = p >= q ? ((p, subject.N), (q, other.N)) : ((q, other.N), (p, subject.N));
        return ErrorAt(z => Distance(upper, n, lower, m, z) < upper - lower);
    }

    /// <summary>Error of calling a share different from a target, 0–1: by Wilson's interval.</summary>
    public static double OfTarget(Average share, double target) => share is { Mean: { } p, Interval: not null }
        ? ErrorAt(z => Estimate.Wilson(p, share.N, z) is var interval && (interval.Low > target || interval.High < target))
        : 1;

    /// <summary>
    /// The largest error that may still be named so that among all named at most 5 % are expected to be chance (Benjamini and Hochberg 1995,
    /// J. R. Statist. Soc. B 57:289–300); below 0 where none may.
    /// </summary>
    /// <param name="errors">Those of all comparisons that were looked at.</param>
    public static double Threshold(IEnumerable<double> errors)
    {
        var ordered = errors.Order().ToArray();
        for (var rank = ordered.Length; rank > 0; rank--)
        {
            if (ordered[rank - 1] <= FalseDiscoveries * rank / ordered.Length)
                return ordered[rank - 1];
        }

        return -1;
    }

    /// <summary>Two-sided error of a standard normal value.</summary>
    public static double TwoSided(double z)
    {
        // Formula 7.1.26 of Abramowitz and Stegun, Handbook of Mathematical Functions (1964), exact to 1.5e-7.
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * x));
        return t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429)))))))) * Math.Exp(-x * x);
    }

    /// <summary>Two-sided error of a value of Student's distribution, by Wallace's normal approximation (1959, Ann. Math. Statist. 30:1124–1130).</summary>
    public static double OfStudent(double t, int degreesOfFreedom)
    {
        double n = degreesOfFreedom;
        return TwoSided(((8 * n) + 1) / ((8 * n) + 3) * Math.Sqrt(n * Math.Log(1 + (t * t / n))));
    }

    private static double Distance(double upper, int n, double lower, int m, double z)
    {
        var (down, up) = (upper - Estimate.Wilson(upper, n, z).Low, Estimate.Wilson(lower, m, z).High - lower);
        return Math.Sqrt((down * down) + (up * up));
    }

    /// <summary>The error that belongs to the widest interval that still leaves out "no difference".</summary>
    private static double ErrorAt(Func<double, bool> leavesOut)
    {
        var (low, high) = (0.0, LargestZ);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = leavesOut(middle) ? (middle, high) : (low, middle);
        }

        return TwoSided(low);
    }
}
