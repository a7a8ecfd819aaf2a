using System.Collections.Frozen;
using CallQA.Transcription;

namespace CallQA.App.Search;

/// <summary>How much of its points an answer brought.</summary>
public enum AnswerGiven
{
    /// <summary>All of them.</summary>
    Full,

    /// <summary>Some.</summary>
    Part,

    /// <summary>None.</summary>
    Nothing,

    /// <summary>It fails more than its own question.</summary>
    AutoFail,
}

/// <summary>Whose scores are meant. They are never mixed.</summary>
public enum ScoreSource
{
    /// <summary>The machine's evaluation.</summary>
    Machine,

    /// <summary>The review that counts.</summary>
    People,
}

/// <summary>A metric that calls are filtered by.</summary>
public enum CallMetric
{
    /// <summary>Longest hold, seconds.</summary>
    LongestHold,

    /// <summary>Longest dead air, seconds.</summary>
    LongestSilence,

    /// <summary>Agent's share of the talk, per cent.</summary>
    TalkShare,

    /// <summary>Interruptions by the agent.</summary>
    Interruptions,
}

/// <summary>Which calls are meant. What is null does not narrow.</summary>
internal sealed record CallCriteria
{
    /// <summary>Name of the overall result among <see cref="Score"/>s.</summary>
    public const string Overall = "overall";

    /// <summary>No call is hidden from the reader.</summary>
    public static readonly FrozenSet<string> NoCalls = [];

    /// <summary>Identifier of the agent.</summary>
    public string? Agent { get; init; }

    /// <summary>Telephone queue.</summary>
    public string? Queue { get; init; }

    public string? Team { get; init; }

    /// <summary>The reason of the call, else its wrap-up code.</summary>
    public string? Reason { get; init; }

    /// <summary>Begun at or after this moment.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Begun before this moment.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whose results <see cref="Score"/> and <see cref="Question"/> are of.</summary>
    public ScoreSource Scores { get; init; }

    /// <summary><see cref="Overall"/>, or the identifier of a section, that <see cref="Least"/> and <see cref="Most"/> are of.</summary>
    public string? Score { get; init; }

    /// <summary>At least, 0–100.</summary>
    public int? Least { get; init; }

    /// <summary>At most, 0–100.</summary>
    public int? Most { get; init; }

    /// <summary>Identifier of a question.</summary>
    public string? Question { get; init; }

    /// <summary>How it was answered; null for any answer.</summary>
    public AnswerGiven? Answer { get; init; }

    public CallMetric? Metric { get; init; }

    /// <summary>At least this much of the metric.</summary>
    public int? AtLeast { get; init; }

    /// <summary>At most this much of the metric.</summary>
    public int? AtMost { get; init; }

    /// <summary>Only calls that wait for a review for this reason.</summary>
    public Review.Queue.QueueReason? Waits { get; init; }

    /// <summary>Identifier of the only agent whose calls the reader may see; null for all.</summary>
    public string? OnlyAgent { get; init; }

    /// <summary>Calls that the reader has to score blind: where results are asked for, they are left out.</summary>
    public IReadOnlySet<string> Blind { get; init; } = NoCalls;

    /// <summary>Whether they ask for more than a period.</summary>
    public bool Narrows => this with { From = null, Until = null, Scores = default, Blind = NoCalls } != new CallCriteria();

    /// <summary>Whether they ask for what is found out about a call, not only for what is known of it.</summary>
    public bool AsksForResults => Question is not null || Waits is not null || (Score is not null && (Least ?? Most) is not null);
}

/// <summary>What is looked for.</summary>
/// <param name="Calls">In which calls.</param>
/// <param name="Words">What is said, as it was typed.</param>
/// <param name="Speaker">Who says it; null for anybody.</param>
/// <param name="Emotion">How the customer says it; null for anyhow.</param>
internal sealed record TranscriptQuery(CallCriteria Calls, string? Words = null, Speaker? Speaker = null, string? Emotion = null);
