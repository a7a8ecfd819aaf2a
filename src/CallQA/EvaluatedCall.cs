using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA;

/// <summary>A call with everything made of it so far; what is not there yet is null.</summary>
/// <param name="Call">The call.</param>
/// <param name="Transcript">The current transcript.</param>
/// <param name="Metrics">Conversation metrics; also null when the transcript has no times.</param>
/// <param name="Evaluation">The machine's evaluation of the current transcript.</param>
public sealed record EvaluatedCall(
    Call Call,
    Transcript? Transcript,
    ConversationMetrics? Metrics,
    Evaluation? Evaluation)
{
    /// <summary>What people gave it, after disputes; null while nobody has reviewed it.</summary>
    public ReviewResult? Review { get; init; }
}

/// <summary>The review of a call that counts.</summary>
/// <param name="Overall">Its overall result, 0–100; null where nothing could be answered.</param>
public sealed record ReviewResult(double? Overall);

/// <summary>Which calls to list. Everything null lists all.</summary>
/// <param name="AgentId">Only this agent's.</param>
/// <param name="From">Begun at or after this moment.</param>
/// <param name="Until">Begun before this moment.</param>
/// <param name="Stage">Only calls at this stage.</param>
/// <param name="WithTranscripts">Whether transcripts are read, too: the words of very many calls take time and memory.</param>
public sealed record CallFilter(
    string? AgentId = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    CallStage? Stage = null,
    bool WithTranscripts = true);
