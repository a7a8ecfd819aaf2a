using CallQA.Scoring;

namespace CallQA.App.Search.Index;

/// <summary>What search and dashboards ask of a transcribed call, on one narrow row: taken from its documents, and renewed with them.</summary>
internal sealed class CallFigureRow
{
    /// <summary>See <see cref="CallKey"/>.</summary>
    public required long Key { get; init; }

    public required string CallId { get; init; }

    public string? AgentId { get; set; }

    public string? AgentName { get; set; }

    public string? Team { get; set; }

    public string? Queue { get; set; }

    /// <summary>The reason of the call, else the agent's wrap-up code.</summary>
    public string? Reason { get; set; }

    /// <summary>The scorecard answered; null before scoring.</summary>
    public string? Scorecard { get; set; }

    public double? Overall { get; set; }

    public int? Empathy { get; set; }

    public int? Courtesy { get; set; }

    public Resolution? Resolution { get; set; }

    /// <summary>Whether a customer who began upset ends in a good mood; null where nobody did or it is not known.</summary>
    public bool? TurnedRound { get; set; }

    public bool NeedsReview { get; set; }

    public bool AutoFail { get; set; }

    /// <summary>Section results, see <see cref="ResultCode"/>.</summary>
    public string? Sections { get; set; }

    /// <summary>Answers, see <see cref="ResultCode"/>.</summary>
    public string? Answers { get; set; }

    /// <summary>The scorecard of the review that counts; null while no person has reviewed the call.</summary>
    public string? HumanScorecard { get; set; }

    public double? HumanOverall { get; set; }

    public bool HumanAutoFail { get; set; }

    /// <summary>Like <see cref="Sections"/>, of the review that counts.</summary>
    public string? HumanSections { get; set; }

    /// <summary>Like <see cref="Answers"/>, of the review that counts.</summary>
    public string? HumanAnswers { get; set; }

    /// <summary>When the row was changed last, by the clock of the process that did it.</summary>
    public DateTime ChangedUtc { get; set; }

    /// <summary>Seconds.</summary>
    public int? LongestHold { get; set; }

    /// <summary>Seconds of the longest silence that nobody announced.</summary>
    public int? LongestSilence { get; set; }

    /// <summary>Agent's share of the talk, per cent.</summary>
    public int? TalkShare { get; set; }

    /// <summary>By the agent.</summary>
    public int? Interruptions { get; set; }
}
