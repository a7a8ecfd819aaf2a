using CallQA.Interchange;
using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA;

/// <summary>
/// What is known about every call. Each method that saves a stage's result commits the result together with the call's
/// new stage, so that a process may die at any moment. Implementations are safe for concurrent use.
/// </summary>
public interface ICallStore
{
    /// <summary>The call of this identifier, or null.</summary>
    Task<Call?> FindAsync(string callId, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a call. When the same content is already known, nothing is added and the known call is returned, completed by
    /// metadata it lacked. When only the identifier is taken, the new call gets it with the first eight digits of its hash appended.
    /// </summary>
    Task<Call> AddAsync(Call call, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a call together with what was made of it elsewhere; it is then <see cref="CallStage.Transcribed"/>. When the same content is already known, this is
    /// <see cref="AddAsync"/>: the known call keeps what it has.
    /// </summary>
    Task<Call> AddTakenOverAsync(Call call, TakenOverResults results, CancellationToken cancellationToken);

    /// <summary>The call's transcript of this origin, or null.</summary>
    Task<Transcript?> FindTranscriptAsync(string callId, TranscriptOrigin origin, CancellationToken cancellationToken);

    /// <summary>The call's current transcript: the one saved last. Null before transcription.</summary>
    Task<Transcript?> CurrentTranscriptAsync(string callId, CancellationToken cancellationToken);

    /// <summary>Saves a transcript as the current one; the call is then <see cref="CallStage.Transcribed"/>.</summary>
    Task SaveTranscriptAsync(string callId, Transcript transcript, CancellationToken cancellationToken);

    /// <summary>The same for a redacted transcript, with the one it was made of, which only those with a right of its own may see.</summary>
    Task SaveRedactedAsync(string callId, Transcript transcript, Transcript original, CancellationToken cancellationToken);

    /// <summary>The metrics of the current transcript, or null when not measured or not measurable.</summary>
    Task<ConversationMetrics?> FindMetricsAsync(string callId, CancellationToken cancellationToken);

    /// <summary>Saves the metrics of the current transcript; the call is then <see cref="CallStage.Measured"/>.</summary>
    /// <param name="callId">The call.</param>
    /// <param name="metrics">Null when the transcript has no times.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task SaveMetricsAsync(string callId, ConversationMetrics? metrics, CancellationToken cancellationToken);

    /// <summary>The machine's evaluation of the current transcript with this scorecard and these models, or null.</summary>
    Task<Evaluation?> FindEvaluationAsync(string callId, string scorecard, string model, CancellationToken cancellationToken);

    /// <summary>
    /// Where the latest machine's evaluation of the current transcript was taken over and is by this scorecard and these models, the call is
    /// <see cref="CallStage.Scored"/> with it.
    /// </summary>
    /// <returns>The evaluation; null where there is none such, and nothing was changed.</returns>
    Task<Evaluation?> ScoreAsTakenOverAsync(string callId, string scorecard, string model, CancellationToken cancellationToken);

    /// <summary>Saves the machine's evaluation of the current transcript; the call is then <see cref="CallStage.Scored"/>.</summary>
    Task SaveEvaluationAsync(Evaluation evaluation, CancellationToken cancellationToken);

    /// <summary>Calls with everything made of them, ordered by start (calls without one last), then identifier.</summary>
    IAsyncEnumerable<EvaluatedCall> ListAsync(CallFilter filter, CancellationToken cancellationToken);
}
