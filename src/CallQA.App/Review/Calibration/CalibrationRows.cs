namespace CallQA.App.Review.Calibration;

/// <summary>A session in which several reviewers score the same calls. Closed once, otherwise never changed.</summary>
internal sealed class CalibrationSessionRow
{
    public long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The scorecard that is answered.</summary>
    public required string Scorecard { get; init; }

    public required DateTime DueUtc { get; init; }

    /// <summary>The reviewer whose answers are the master; null when the session looks for a consensus.</summary>
    public string? MasterId { get; init; }

    /// <summary>The seed that calls were drawn with.</summary>
    public string? Seed { get; init; }

    public required string By { get; init; }

    public required DateTime OpenedUtc { get; init; }

    public DateTime? ClosedUtc { get; set; }

    public List<CalibrationCallRow> Calls { get; init; } = [];

    public List<CalibrationMemberRow> Members { get; init; } = [];
}

/// <summary>A call of a session.</summary>
internal sealed class CalibrationCallRow
{
    public long SessionId { get; init; }

    public required string CallId { get; init; }

    /// <summary>Its place in the session, from 0.</summary>
    public required int Position { get; init; }
}

/// <summary>A reviewer of a session.</summary>
internal sealed class CalibrationMemberRow
{
    public long SessionId { get; init; }

    public required string ReviewerId { get; init; }

    public required string Name { get; init; }
}

/// <summary>What a session agreed on for one question of one call. Never updated: the latest counts.</summary>
internal sealed class ConsensusRow
{
    public long Id { get; init; }

    public required long SessionId { get; init; }

    public required string CallId { get; init; }

    public required string Question { get; init; }

    /// <summary>The option's value; null for "not applicable".</summary>
    public string? Choice { get; init; }

    public string? Remark { get; init; }

    public required string By { get; init; }

    public required DateTime AtUtc { get; init; }
}
