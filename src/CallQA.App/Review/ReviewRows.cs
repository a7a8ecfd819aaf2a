using CallQA.App.Storage;

namespace CallQA.App.Review;

/// <summary>A form that a reviewer has begun; one a call, reviewer and calibration session.</summary>
internal sealed class ReviewDraftRow
{
    public required string CallId { get; init; }

    public required string ReviewerId { get; init; }

    /// <summary>The calibration session; 0 for none.</summary>
    public required long SessionId { get; init; }

    /// <summary>The scorecard the answers were given to.</summary>
    public required string Scorecard { get; set; }

    public required string Document { get; set; }

    public required DateTime BegunUtc { get; init; }

    public required DateTime SavedUtc { get; set; }
}

/// <summary>What a review is for.</summary>
public enum ReviewKind
{
    /// <summary>An evaluation of the call.</summary>
    Review,

    /// <summary>The decision of a dispute, which takes the disputed evaluation's place.</summary>
    Decision,

    /// <summary>A contribution to a calibration session; it never counts for the call.</summary>
    Calibration,
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

    public required ReviewKind Kind { get; init; }

    /// <summary>The calibration session it belongs to.</summary>
    public long? SessionId { get; init; }

    public required string Document { get; init; }

    public static ReviewRow Of(SubmittedReview review, string reviewerId, ReviewKind kind, long? sessionId = null) => new()
    {
        CallId = review.CallId,
        ReviewerId = reviewerId,
        Scorecard = review.Scorecard,
        Overall = review.Overall,
        AutoFail = review.AutoFail,
        Blind = review.Blind,
        Changed = review.Answers.Count(answer => answer.Changed),
        SubmittedUtc = CallMapping.Utc(review.SubmittedAt),
        Kind = kind,
        SessionId = sessionId,
        Document = StoredJson.Write(review),
    };

    /// <summary>The review with what the row knows of it.</summary>
    public SubmittedReview ToReview() => StoredJson.Read<SubmittedReview>(Document) with { Id = Id, ReviewerId = ReviewerId, Kind = Kind };
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
