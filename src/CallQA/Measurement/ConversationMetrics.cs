using CallQA.Transcription;

namespace CallQA.Measurement;

/// <summary>What can be counted about one speaker.</summary>
/// <param name="TalkTime">Time with this speaker's speech, overlaps counted for both.</param>
/// <param name="TurnCount">Number of turns.</param>
/// <param name="WordCount">Number of words.</param>
/// <param name="WordsPerMinute">Words per minute of own talk time; null below five seconds of speech.</param>
/// <param name="LongestMonologue">Longest stretch without the other speaker beginning a turn.</param>
/// <param name="Interruptions">Turns begun while the other was speaking and kept up until the other stopped.</param>
public sealed record SpeakerMetrics(
    TimeSpan TalkTime,
    int TurnCount,
    int WordCount,
    double? WordsPerMinute,
    TimeSpan LongestMonologue,
    int Interruptions);

/// <summary>Conversation metrics of one call; only for transcripts with times. Definitions: <c>docs/metrics.md</c>.</summary>
/// <param name="Duration">Length of the recording.</param>
/// <param name="Agent">The agent's side.</param>
/// <param name="Customer">The customer's side.</param>
/// <param name="TalkRatio">Agent's talk time over both speakers' talk time, 0–1; null when nobody speaks.</param>
/// <param name="Silence">Non-talk time: nobody speaks, holds included.</param>
/// <param name="DeadAir">Sum of silences longer than the dead-air threshold, announced holds excluded.</param>
/// <param name="DeadAirCount">Number of such silences.</param>
/// <param name="HoldTime">Sum of silences that the agent announced.</param>
/// <param name="HoldCount">Number of announced holds.</param>
/// <param name="Overtalk">Time with both speaking.</param>
/// <param name="FirstResponse">From the start of the recording to the agent's first word; null when the agent never speaks.</param>
/// <param name="ResponseLatency">Mean pause between the customer's end and the agent's answer; null without such a change.</param>
/// <param name="Spans">The silences, holds and overlaps behind the numbers, ordered by start.</param>
public sealed record ConversationMetrics(
    TimeSpan Duration,
    SpeakerMetrics Agent,
    SpeakerMetrics Customer,
    double? TalkRatio,
    TimeSpan Silence,
    TimeSpan DeadAir,
    int DeadAirCount,
    TimeSpan HoldTime,
    int HoldCount,
    TimeSpan Overtalk,
    TimeSpan? FirstResponse,
    TimeSpan? ResponseLatency,
    IReadOnlyList<MetricSpan> Spans);

/// <summary>What a <see cref="MetricSpan"/> is.</summary>
public enum MetricSpanKind
{
    /// <summary>Silence over the dead-air threshold that nobody announced.</summary>
    DeadAir,

    /// <summary>Silence that the agent announced.</summary>
    Hold,

    /// <summary>Both speak.</summary>
    Overtalk,
}

/// <summary>A stretch of the recording that a metric counts.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="By">Who caused it: who announced the hold, who interrupted; unknown otherwise.</param>
/// <param name="Announcement">
/// Index in the transcript of the turn that announced the hold; null otherwise and in metrics stored before it was kept.
/// </param>
public sealed record MetricSpan(
    MetricSpanKind Kind,
    TimeSpan Start,
    TimeSpan End,
    Speaker By = Speaker.Unknown,
    int? Announcement = null);
