namespace CallQA.App.Review.Disputes;

/// <summary>What happened to an evaluation between people.</summary>
public enum ScoreEventKind
{
    /// <summary>The agent takes note of it and agrees, or lets it stand.</summary>
    Acknowledged,

    /// <summary>The agent disputes it.</summary>
    Disputed,

    /// <summary>A reviewer decided that it stands.</summary>
    Upheld,

    /// <summary>A reviewer decided otherwise: another review takes its place.</summary>
    Changed,

    /// <summary>An admin put an earlier review back in force.</summary>
    RolledBack,

    /// <summary>A person evaluated the call anew: that review takes its place.</summary>
    Replaced,
}

/// <summary>What somebody says about one question.</summary>
/// <param name="Question">Stable identifier of the question.</param>
/// <param name="Text">The words.</param>
public sealed record QuestionReason(string Question, string Text);

/// <summary>The words of an event.</summary>
/// <param name="Remark">On the whole; null for none.</param>
/// <param name="Questions">On single questions.</param>
public sealed record ScoreEventWords(string? Remark, IReadOnlyList<QuestionReason> Questions);

/// <summary>Something that happened to an evaluation; entries are added and never changed.</summary>
/// <param name="Kind">What.</param>
/// <param name="ReviewId">The review it happened to.</param>
/// <param name="OutcomeId">The review in force afterwards; null where that is the same.</param>
/// <param name="Round">Disputes so far, this one included.</param>
/// <param name="ById">Whose account did it.</param>
/// <param name="By">That person's name.</param>
/// <param name="At">When.</param>
/// <param name="Since">From when on the time to it counts: from the release for the agent, from the dispute for its decision.</param>
/// <param name="Words">What was said.</param>
public sealed record ScoreEvent(
    ScoreEventKind Kind, long ReviewId, long? OutcomeId, int Round, string ById, string By, DateTimeOffset At, DateTimeOffset Since, ScoreEventWords Words);
