using CallQA.Coaching;

namespace CallQA.Agreement;

/// <summary>How the agreement of machine and people has changed between two stretches of time.</summary>
/// <param name="Before">Share of answers alike in the earlier stretch, with Wilson's interval.</param>
/// <param name="Now">The same in the later one.</param>
/// <param name="Difference">Later minus earlier with Newcombe's 95 % interval; null with too few calls on a side.</param>
public sealed record AgreementChange(Average Before, Average Now, Difference? Difference)
{
    /// <summary>Calls on either side below which nothing is said.</summary>
    public const int EnoughCalls = 20;

    /// <summary>True when the agreement has fallen by the test: the whole interval lies below zero.</summary>
    public bool Fallen => Difference?.Interval is { High: < 0 };

    /// <summary>Compares two stretches.</summary>
    /// <param name="before">Of each earlier call the share of answers in which both agree, 0–1.</param>
    /// <param name="now">The same of the later calls.</param>
    /// <remarks>Answers of one call are alike, so calls are counted and not answers: the interval is then on the wide side.</remarks>
    public static AgreementChange Of(IEnumerable<double> before, IEnumerable<double> now)
    {
        var (earlier, later) = (Estimate.Share(Moments.Of(before), EnoughCalls), Estimate.Share(Moments.Of(now), EnoughCalls));
        return new(earlier, later, earlier.Interval is null || later.Interval is null ? null : Estimate.Compare(later, earlier));
    }
}
