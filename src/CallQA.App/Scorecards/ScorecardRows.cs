namespace CallQA.App.Scorecards;

/// <summary>A version of a scorecard. Kept for ever, because evaluations name it; only wordings of the settings' own are mended.</summary>
internal sealed class ScorecardVersionRow
{
    public long Id { get; init; }

    /// <summary>The scorecard's identifier.</summary>
    public required string Scorecard { get; init; }

    public required int Version { get; init; }

    /// <summary>The YAML.</summary>
    public required string Source { get; set; }

    /// <summary>Who saved it; null for the settings.</summary>
    public string? By { get; init; }

    public required DateTime SavedUtc { get; init; }
}

/// <summary>A version was put in force. Never updated: the latest counts.</summary>
internal sealed class ScorecardInForceRow
{
    public long Id { get; init; }

    public required string Scorecard { get; init; }

    public required int Version { get; init; }

    /// <summary>Who did it; null for the settings.</summary>
    public string? By { get; init; }

    public required DateTime AtUtc { get; init; }
}
