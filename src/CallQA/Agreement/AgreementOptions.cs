namespace CallQA.Agreement;

/// <summary>From how many answers on figures are given, and how their intervals are drawn.</summary>
public sealed record AgreementOptions
{
    /// <summary>Calls below which a question has no figures, 2 or more. The default is 20.</summary>
    public int MinimumCalls { get; init; } = 20;

    /// <summary>Reviews below which a reviewer's leniency has no interval, 2 or more. The default is 10.</summary>
    public int MinimumReviews { get; init; } = 10;

    /// <summary>Reviews that a month needs to count for a drift, 1 or more. The default is 5.</summary>
    public int MinimumMonthReviews { get; init; } = 5;

    /// <summary>Resamples behind each interval, 100 or more. The default is 1000.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>Seed of the resampling: the same answers give the same intervals. Any number but 0.</summary>
    public ulong Seed { get; init; } = RepeatableChance.DefaultSeed;
}
