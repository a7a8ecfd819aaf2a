using CallQA.Scoring;

namespace CallQA.App.Storage;

/// <summary>One evaluation of one transcript: the document beside the columns that lists and filters need.</summary>
internal sealed class EvaluationRow
{
    public long Id { get; init; }

    public required string CallId { get; init; }

    public required long TranscriptId { get; init; }

    public required Evaluator Evaluator { get; init; }

    public required string Scorecard { get; init; }

    public required string Model { get; init; }

    public required int? Empathy { get; init; }

    public required int? Courtesy { get; init; }

    public required Resolution? Resolution { get; init; }

    public required double? Overall { get; init; }

    public required bool NeedsReview { get; init; }

    public required DateTime EvaluatedUtc { get; init; }

    public required string Document { get; init; }
}
