using CallQA.Measurement;
using CallQA.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>Reads what reports need of very many calls: all but their words.</summary>
internal static class EvaluatedCalls
{
    /// <summary>Calls with metrics and the machine's latest evaluation of their current transcripts, by identifier.</summary>
    public static async Task<Dictionary<string, EvaluatedCall>> WithoutTranscriptsAsync(CallQADbContext context, string[] ids, CancellationToken cancellationToken)
    {
        var calls = await context.Calls.Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken);
        var transcripts = calls.Select(row => row.CurrentTranscriptId).OfType<long>().ToArray();
        var metrics = await context.Transcripts.Where(row => transcripts.Contains(row.Id)).Select(row => new { row.Id, row.Metrics }).ToDictionaryAsync(row => row.Id, row => row.Metrics, cancellationToken);
        var evaluations = await context.Evaluations
            .Where(row => row.Evaluator == Evaluator.Machine && transcripts.Contains(row.TranscriptId))
            .Select(row => new { row.Id, row.TranscriptId, row.Document }).ToListAsync(cancellationToken);
        var latest = evaluations.GroupBy(row => row.TranscriptId).ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => row.Id)!.Document);
        var reviews = await ReviewsAsync(context, ids, cancellationToken);
        // Documents are most of the work.
        return calls.AsParallel().WithCancellation(cancellationToken)
            .Select(row => ToCall(row, metrics.GetValueOrDefault(row.CurrentTranscriptId ?? 0), latest.GetValueOrDefault(row.CurrentTranscriptId ?? 0)) with { Review = reviews.GetValueOrDefault(row.Id) })
            .ToDictionary(call => call.Call.Id);
    }

    /// <summary>The reviews that count, after disputes, by call.</summary>
    public static async Task<Dictionary<string, ReviewResult>> ReviewsAsync(CallQADbContext context, string[] ids, CancellationToken cancellationToken) =>
        await context.Standings.Where(row => ids.Contains(row.CallId)).Select(row => new { row.CallId, row.Review!.Overall })
            .ToDictionaryAsync(row => row.CallId, row => new ReviewResult(row.Overall), StringComparer.Ordinal, cancellationToken);

    private static EvaluatedCall ToCall(CallRow row, string? metrics, string? evaluation) => new(
        CallMapping.ToCall(row),
        Transcript: null,
        metrics is null ? null : StoredJson.Read<ConversationMetrics>(metrics),
        evaluation is null ? null : StoredJson.Read<Evaluation>(evaluation));
}
