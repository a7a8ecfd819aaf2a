namespace CallQA.App.Review;

/// <summary>A form that a reviewer has begun; one a call and reviewer.</summary>
internal sealed class ReviewDraftRow
{
    public required string CallId { get; init; }

    public required string ReviewerId { get; init; }

    /// <summary>The scorecard the answers were given to.</summary>
    public required string Scorecard { get; set; }

    public required string Document { get; set; }

    public required DateTime BegunUtc { get; init; }

    public required DateTime SavedUtc { get; set; }
}

/// <summary>A submitted review: the document beside the columns that lists and figures need. Never updated.</summary>
internal sealed class ReviewRow
{
    public long Id { get; init; }

    public required string CallId { get; init; }

    public required string ReviewerId { get; init; }

    public required string Scorecard { get; init; }

    public required double? Overall { get; init; }

    public required bool AutoFail { get; init; }

    public required bool Blind { get; init; }

    /// <summary>Answers that differ from the machine's.</summary>
    public required int Changed { get; init; }

    public required DateTime SubmittedUtc { get; init; }

    public required string Document { get; init; }
}

/// <summary>What somebody says a turn should read. Never updated: the latest one of a turn counts.</summary>
internal sealed class TranscriptCorrectionRow
{
    public long Id { get; init; }

    public required string CallId { get; init; }

    public required long TranscriptId { get; init; }

    /// <summary>Index of the turn, from 0.</summary>
    public required int Turn { get; init; }

    public required string Text { get; init; }

    public required string By { get; init; }

    public required DateTime AtUtc { get; init; }
}

/// <summary>A remark at a moment of a call. Never updated.</summary>
internal sealed class CallCommentRow
{
    public long Id { get; init; }

    public required string CallId { get; init; }

    /// <summary>Where in the recording.</summary>
    public required long MomentTicks { get; init; }

    public required string Text { get; init; }

    public required string By { get; init; }

    public required DateTime AtUtc { get; init; }
}
