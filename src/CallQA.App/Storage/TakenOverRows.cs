using CallQA.App.Identity;
using CallQA.App.Interchange;
using CallQA.App.Redaction;
using CallQA.App.Review;
using CallQA.App.Search.Index;
using CallQA.Interchange;
using CallQA.Recordings;
using CallQA.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>The rows of what was made of a call elsewhere. The audit log tells from whom they came.</summary>
internal static class TakenOverRows
{
    private const string Unsigned = "unsigned vCon";

    /// <summary>Adds them to a call that has just been added, in a transaction that is under way.</summary>
    /// <param name="context">The unit of work.</param>
    /// <param name="call">The call.</param>
    /// <param name="results">What came with it.</param>
    /// <param name="now">When it was taken in.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public static async Task AddAsync(CallQADbContext context, CallRow call, TakenOverResults results, DateTime now, CancellationToken cancellationToken)
    {
        // The call names its transcript, the transcript its call, and the evaluation the transcript: one after the other.
        await context.SaveChangesAsync(cancellationToken);
        var transcript = results.Transcript with { Id = call.Id };
        var row = context.Transcripts.Add(CallMapping.ToRow(call.Id, transcript)).Entity;
        if (results.Original is { } original) row.Original = new OriginalTranscriptRow { Document = StoredJson.Write(original with { Id = call.Id }) };
        await context.SaveChangesAsync(cancellationToken);
        call.CurrentTranscript = row;
        call.Stage = CallStage.Transcribed;
        // Not yet the evaluation's results: whether it counts is seen when the call is scored.
        await SearchIndex.EnterAsync(context, call, row, transcript, cancellationToken);
        if (results.Evaluation is { } evaluation) context.Evaluations.Add(CallMapping.ToRow(evaluation with { CallId = call.Id }, row.Id));
        foreach (var review in results.Reviews)
            context.TakenOverReviews.Add(new TakenOverReviewRow { CallId = call.Id, Document = StoredJson.Write(StoredJson.Read<SubmittedReview>(review) with { CallId = call.Id, Id = 0 }) });
        context.Audit.Add(new AuditRow
        {
            AtUtc = now, Action = AuditTrail.TakenOver, By = transcript.TakenOver?.Signer ?? Unsigned, CallDigest = CallDigest.Of(call.Id), ContentHash = call.ContentHash,
        });
    }

    /// <summary>The machine's latest evaluation of the current transcript, if it was taken over and is by this scorecard and these models; else null.</summary>
    public static async Task<Evaluation?> FindAsync(CallQADbContext context, CallRow call, string scorecard, string model, CancellationToken cancellationToken)
    {
        var latest = await context.Evaluations.AsNoTracking().Where(row => row.TranscriptId == call.CurrentTranscriptId && row.Evaluator == Evaluator.Machine)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        return latest is not null && latest.Scorecard == scorecard && latest.Model == model && StoredJson.Read<Evaluation>(latest.Document) is { TakenOver: not null } taken ? taken : null;
    }
}
