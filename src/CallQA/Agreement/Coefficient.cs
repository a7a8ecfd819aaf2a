using CallQA.Coaching;

namespace CallQA.Agreement;

/// <summary>A measure of agreement corrected for chance.</summary>
/// <param name="Value">At most 1; null below the minimum of calls, and where all answers are the same.</param>
/// <param name="Interval">95 % interval; null where the resamples do not give one.</param>
public sealed record Coefficient(double? Value, Interval? Interval)
{
    // Where more of the resamples hold one value only, the interval would be that of the others.
    private const double MostUndefined = 0.05;

    internal static Coefficient None { get; } = new(null, null);

    /// <summary>
    /// The figure with the percentile interval of a bootstrap over units, which covers alpha and kappa better than intervals by
    /// formula do: Zapf, Castell, Morawietz and Karch, BMC Medical Research Methodology 16:93 (2016).
    /// </summary>
    internal static Coefficient Of(RatingTable table, Func<RatingTable, double?> figure, AgreementOptions options)
    {
        if (table.Units < options.MinimumCalls || figure(table) is not { } value) return None;
        var chance = new RepeatableChance(options.Seed);
        var drawn = Enumerable.Range(0, options.Draws).Select(_ => figure(table.Draw(chance))).OfType<double>().Order().ToList();
        return new(value, drawn.Count < (1 - MostUndefined) * options.Draws ? null : new Interval(At(drawn, 0.025), At(drawn, 0.975)));
    }

    private static double At(List<double> drawn, double share) => drawn[(int)Math.Round(share * (drawn.Count - 1))];
}
