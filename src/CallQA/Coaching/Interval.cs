namespace CallQA.Coaching;

/// <summary>A 95 % confidence interval.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record Interval(double Low, double High);

/// <summary>A mean with the number of values behind it.</summary>
/// <param name="N">Number of values.</param>
/// <param name="Mean">Their mean; null without values.</param>
/// <param name="Interval">95 % interval of the mean; null below the minimum number of calls.</param>
public sealed record Average(int N, double? Mean, Interval? Interval)
{
    /// <summary>No values.</summary>
    public static Average None { get; } = new(0, null, null);

    /// <summary>The mean of values from 0 to 100, with Student's interval from two values on.</summary>
    /// <param name="n">Number of values.</param>
    /// <param name="sum">Their sum.</param>
    /// <param name="squares">Sum of their squares.</param>
    public static Average OfPercent(int n, double sum, double squares) => Estimate.Mean(new Moments(n, sum, squares), minimum: 2, least: 0, greatest: 100);
}

/// <summary>A difference of two means.</summary>
/// <param name="Value">The subject's mean minus the other.</param>
/// <param name="Interval">95 % interval of the difference; null where either side has too few calls.</param>
public sealed record Difference(double Value, Interval? Interval)
{
    // Equal means may differ in their last binary digit.
    internal int Sign => Math.Sign(Math.Round(Value, 9));

    /// <summary>True when the interval leaves out 0: more than chance would explain.</summary>
    public bool IsClear => Interval is not null && (Interval.Low > 0 || Interval.High < 0);
}
