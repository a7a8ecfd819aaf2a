namespace CallQA.Coaching;

/// <summary>The arithmetic behind every interval; documented in <c>docs/reports.md</c>.</summary>
internal static class Estimate
{
    private const double Z = 1.959963984540054;

    /// <summary>Least variance of scores given in whole numbers: that of rounding to the nearest one.</summary>
    public const double RoundingVariance = 1.0 / 12;

    /// <summary>Mean with Student's interval, cut to the scale.</summary>
    public static Average Mean(Moments values, int minimum, double least, double greatest, double leastVariance = 0)
    {
        if (values.N == 0)
            return Average.None;
        if (values.N < Math.Max(2, minimum) || Math.Max(values.Variance, leastVariance) is not (> 0 and var variance))
            return new Average(values.N, values.Mean, null);

        var half = StudentQuantile(values.N - 1) * Math.Sqrt(variance / values.N);
        return new Average(values.N, values.Mean, new Interval(Math.Max(least, values.Mean - half), Math.Min(greatest, values.Mean + half)));
    }

    /// <summary>
    /// Share with Wilson's interval. Values are 0–1; for values between, whose variance is never larger than that of
    /// yes-or-no values of the same mean, the interval is on the safe side.
    /// </summary>
    public static Average Share(Moments values, int minimum) => values.N == 0
        ? Average.None
        : new Average(values.N, values.Mean, values.N < minimum ? null : Wilson(values.Mean, values.N));

    /// <summary>The mean of a measure on its own scale.</summary>
    public static Average Measure(ReportMeasure measure, Moments values, int minimum) => measure switch
    {
        ReportMeasure.Overall => Mean(values, minimum, 0, 100),
        ReportMeasure.Resolution or ReportMeasure.TurnedRound => Share(values, minimum),
        _ => Mean(values, minimum, 1, 5, RoundingVariance),
    };

    /// <summary>Difference of two shares with Newcombe's interval, built from the two Wilson intervals.</summary>
    public static Difference? Compare(Average subject, Average other)
    {
        if (subject.Mean is not { } p || other.Mean is not { } q)
            return null;
        if (subject.Interval is not { } a || other.Interval is not { } b)
            return new Difference(p - q, null);

        return new Difference(p - q, new Interval(
            p - q - Math.Sqrt(Square(p - a.Low) + Square(b.High - q)),
            p - q + Math.Sqrt(Square(a.High - p) + Square(q - b.Low))));
    }

    /// <summary>Quantile 0.975 of Student's distribution, to three decimals from 4 degrees of freedom on.</summary>
    public static double StudentQuantile(int degreesOfFreedom)
    {
        ReadOnlySpan<double> few = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];
        if (degreesOfFreedom <= few.Length)
            return few[degreesOfFreedom - 1];

        double n = degreesOfFreedom, z3 = Z * Z * Z, z5 = z3 * Z * Z, z7 = z5 * Z * Z;
        return Z
            + (z3 + Z) / (4 * n)
            + (5 * z5 + 16 * z3 + 3 * Z) / (96 * n * n)
            + (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * n * n * n);
    }

    /// <summary>Slope of the least-squares line through the points with Student's interval; needs three points and two different X.</summary>
    public static (double Slope, Interval Interval) Slope(IReadOnlyList<(double X, double Y)> points, double leastVariance)
    {
        double n = points.Count;
        var meanX = points.Sum(point => point.X) / n;
        var meanY = points.Sum(point => point.Y) / n;
        var squares = points.Sum(point => (point.X - meanX) * (point.X - meanX));
        var slope = points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / squares;
        var residual = points.Sum(point => Math.Pow(point.Y - meanY - slope * (point.X - meanX), 2));
        var variance = Math.Max(residual / (n - 2), leastVariance);
        var half = StudentQuantile(points.Count - 2) * Math.Sqrt(variance / squares);
        return (slope, new Interval(slope - half, slope + half));
    }

    /// <summary>Wilson's interval of a share.</summary>
    /// <param name="mean">The share; a hair's breadth outside 0–1 is taken for rounding.</param>
    /// <param name="n">Number of values.</param>
    /// <param name="z">Normal quantile; 1.96 for 95 %.</param>
    public static Interval Wilson(double mean, int n, double z = Z)
    {
        var share = Math.Clamp(mean, 0, 1);
        var z2 = z * z;
        var centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        var half = z / (1 + z2 / n) * Math.Sqrt(share * (1 - share) / n + z2 / (4.0 * n * n));
        return new Interval(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    private static double Square(double value) => value * value;
}
