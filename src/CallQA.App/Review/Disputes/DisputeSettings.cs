namespace CallQA.App.Review.Disputes;

/// <summary>The part <c>Disputes</c> of the settings: how agents may answer to evaluations.</summary>
internal sealed record DisputeSettings
{
    /// <summary>Days after the release of an evaluation in which its agent may dispute it, 1–90. The default is 14.</summary>
    public int WindowDays { get; init; } = 14;

    /// <summary>Days after a dispute until it is due to be decided, 1–90. The default is 5.</summary>
    public int DecideDays { get; init; } = 5;

    /// <summary>Disputes of one evaluation at most, its decisions included, 1–5. The default is 2.</summary>
    public int MostRounds { get; init; } = 2;
}
