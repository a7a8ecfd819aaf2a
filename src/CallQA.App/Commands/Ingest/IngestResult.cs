using CallQA.Recordings;
using CallQA.Scoring;

namespace CallQA.App.Commands.Ingest;

/// <summary>What became of one file, as <c>--format json</c> prints it.</summary>
/// <param name="File">The file.</param>
/// <param name="CallId">The call; null when the file was refused.</param>
/// <param name="Agent">Its agent.</param>
/// <param name="Duration">Length of the recording.</param>
/// <param name="Stage">How far the call has come; null when the file was refused.</param>
/// <param name="Empathy">1–5.</param>
/// <param name="Courtesy">1–5.</param>
/// <param name="Resolution">Resolved, partial or unresolved.</param>
/// <param name="Overall">0–100.</param>
/// <param name="NeedsReview">Whether a person has to look.</param>
/// <param name="Problem">Why it was refused or set aside, in a sentence.</param>
/// <param name="Note">What was not taken over of its vCon, its sidecar or a list, and why, in sentences.</param>
internal sealed record IngestResult(
    string File,
    string? CallId = null,
    string? Agent = null,
    TimeSpan? Duration = null,
    CallStage? Stage = null,
    int? Empathy = null,
    int? Courtesy = null,
    Resolution? Resolution = null,
    double? Overall = null,
    bool? NeedsReview = null,
    string? Problem = null,
    string? Note = null)
{
    public static IngestResult Of(string file, EvaluatedCall evaluated)
    {
        var (call, scores) = (evaluated.Call, evaluated.Evaluation?.Scores);
        return new(
            file, call.Id, call.Metadata.AgentName ?? call.Metadata.AgentId, call.Duration, call.Stage,
            scores?.Empathy.Score, scores?.Courtesy.Score, scores?.Resolution.Score,
            evaluated.Evaluation?.Overall, evaluated.Evaluation?.NeedsReview, call.Quarantine);
    }
}
