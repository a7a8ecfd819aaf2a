using System.Runtime.CompilerServices;
using CallQA.App.Redaction;
using CallQA.App.Search.Index;
using CallQA.Interchange;
using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>The store of calls in SQLite or PostgreSQL, shared by any number of processes.</summary>
internal sealed class EfCallStore(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock) : ICallStore
{
    private const int ListChunk = 100;

    private readonly UnitOfWork work = new(contexts);

    public Task<Call?> FindAsync(string callId, CancellationToken cancellationToken) => work.ReadAsync(
        async context => await context.Calls.FirstOrDefaultAsync(row => row.Id == callId, cancellationToken) is { } row
            ? CallMapping.ToCall(row)
            : null,
        cancellationToken);

    public async Task<Call> AddAsync(Call call, CancellationToken cancellationToken)
    {
        var (row, _) = await work.CommitAsync(context => CallRows.EnterAsync(context, call, cancellationToken), cancellationToken);
        return CallMapping.ToCall(row);
    }

    public async Task<Call> AddTakenOverAsync(Call call, TakenOverResults results, CancellationToken cancellationToken)
    {
        var row = await work.CommitInStepsAsync(
            async context =>
            {
                var (row, isNew) = await CallRows.EnterAsync(context, call, cancellationToken);
                if (isNew) await TakenOverRows.AddAsync(context, row, results, CallMapping.Utc(clock.GetUtcNow()), cancellationToken);
                return row;
            },
            cancellationToken);
        return CallMapping.ToCall(row);
    }

    public Task<Transcript?> FindTranscriptAsync(string callId, TranscriptOrigin origin, CancellationToken cancellationToken)
    {
        var key = CallMapping.OriginKey(origin);
        return work.ReadAsync(
            context => ReadTranscriptAsync(
                context.Transcripts.Where(row => row.CallId == callId && row.OriginKey == key), cancellationToken),
            cancellationToken);
    }

    public Task<Transcript?> CurrentTranscriptAsync(string callId, CancellationToken cancellationToken) => work.ReadAsync(
        // A call that is to be heard again has none until it has been.
        context => ReadTranscriptAsync(
            context.Calls.Where(call => call.Id == callId && call.Stage > CallStage.TakenIn && call.CurrentTranscript != null)
                .Select(call => call.CurrentTranscript!),
            cancellationToken),
        cancellationToken);

    public Task SaveTranscriptAsync(string callId, Transcript transcript, CancellationToken cancellationToken) =>
        SaveAsync(callId, transcript, original: null, cancellationToken);

    public Task SaveRedactedAsync(string callId, Transcript transcript, Transcript original, CancellationToken cancellationToken) =>
        SaveAsync(callId, transcript, original, cancellationToken);

    private Task<CallRow> SaveAsync(string callId, Transcript transcript, Transcript? original, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var call = await CallOfAsync(context, callId, cancellationToken);
            var key = CallMapping.OriginKey(transcript.Origin);
            var row = await context.Transcripts.FirstOrDefaultAsync(
                row => row.CallId == callId && row.OriginKey == key, cancellationToken);
            if (row is not null && row.Id == call.CurrentTranscriptId && call.Stage > CallStage.TakenIn) return call;
            // Equal origins mean equal transcripts: one that is there already only becomes the current one again.
            var answered = row is null ? null : await LatestAsync(context, row.Id, cancellationToken);
            call.Stage = row is null ? CallStage.Transcribed : StageReached(row, answered);
            call.NeedsReview = answered == true;
            Done(context, call, CallStage.Transcribed);
            call.CurrentTranscript = row ?? context.Transcripts.Add(CallMapping.ToRow(callId, transcript)).Entity;
            if (row is null && original is not null) call.CurrentTranscript.Original = new OriginalTranscriptRow { Document = StoredJson.Write(original) };
            await SearchIndex.EnterAsync(context, call, call.CurrentTranscript, transcript, cancellationToken);
            return call;
        },
        cancellationToken);

    public Task<ConversationMetrics?> FindMetricsAsync(string callId, CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
            await Current(context, callId).Select(row => row.Metrics).FirstOrDefaultAsync(cancellationToken) is { } metrics
                ? StoredJson.Read<ConversationMetrics>(metrics)
                : null,
        cancellationToken);

    public Task SaveMetricsAsync(string callId, ConversationMetrics? metrics, CancellationToken cancellationToken) =>
        work.CommitAsync(
            async context =>
            {
                var call = await CallOfAsync(context, callId, cancellationToken);
                if (call.Stage >= CallStage.Measured) return call;
                var transcript = CurrentOf(call);
                transcript.Measured = true;
                transcript.Metrics = metrics is null ? null : StoredJson.Write(metrics);
                call.Stage = CallStage.Measured;
                Done(context, call, CallStage.Measured);
                await SearchIndex.MeasuredAsync(context, callId, metrics, cancellationToken);
                return call;
            },
            cancellationToken);

    public Task<Evaluation?> FindEvaluationAsync(
        string callId, string scorecard, string model, CancellationToken cancellationToken) => work.ReadAsync(
        async context => await context.Evaluations
            .Where(row => row.Evaluator == Evaluator.Machine && row.Scorecard == scorecard && row.Model == model)
            // A call that is to be scored again has none until it has been, however it was answered before.
            .Where(row => context.Calls.Any(call =>
                call.Id == callId && call.Stage == CallStage.Scored && call.CurrentTranscriptId == row.TranscriptId))
            .Select(row => row.Document)
            .FirstOrDefaultAsync(cancellationToken) is { } document
                ? StoredJson.Read<Evaluation>(document)
                : null,
        cancellationToken);

    public Task<Evaluation?> ScoreAsTakenOverAsync(string callId, string scorecard, string model, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var call = await CallOfAsync(context, callId, cancellationToken);
            if (await TakenOverRows.FindAsync(context, call, scorecard, model, cancellationToken) is not { } evaluation) return null;
            call.NeedsReview = evaluation.NeedsReview;
            await SearchIndex.ScoredAsync(context, evaluation, cancellationToken);
            if (call.Stage < CallStage.Scored) Done(context, call, CallStage.Scored);
            call.Stage = CallStage.Scored;
            return evaluation;
        },
        cancellationToken);

    public Task SaveEvaluationAsync(Evaluation evaluation, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var call = await CallOfAsync(context, evaluation.CallId, cancellationToken);
            var row = CallMapping.ToRow(evaluation, CurrentOf(call).Id);
            var known = await context.Evaluations.Where(other => other.TranscriptId == row.TranscriptId && other.Evaluator == Evaluator.Machine)
                .OrderByDescending(other => other.Id).Select(other => new { other.Id, other.Scorecard, other.Model }).ToListAsync(cancellationToken);
            var same = known.FindIndex(other => other.Scorecard == row.Scorecard && other.Model == row.Model);
            if (same != 0)
            {
                // The last one counts: after going back to earlier models it is theirs again.
                if (same > 0) context.Evaluations.Remove(await context.Evaluations.FirstAsync(other => other.Id == known[same].Id, cancellationToken));
                context.Evaluations.Add(row);
                call.NeedsReview = row.NeedsReview;
                await SearchIndex.ScoredAsync(context, evaluation, cancellationToken);
            }

            if (call.Stage < CallStage.Scored) Done(context, call, CallStage.Scored);
            call.Stage = CallStage.Scored;
            return call;
        },
        cancellationToken);

    /// <summary>A call with everything made of it, or null.</summary>
    public async Task<EvaluatedCall?> FindEvaluatedAsync(string callId, CancellationToken cancellationToken)
    {
        var found = await work.ReadAsync(context => ReadChunkAsync(context, [callId], cancellationToken), cancellationToken);
        return found.GetValueOrDefault(callId);
    }

    public async IAsyncEnumerable<EvaluatedCall> ListAsync(
        CallFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Identifiers first, documents by the chunk: no reader stays open while the caller works on a call.
        var ids = await work.ReadAsync(
            context => Filtered(context, filter).Select(row => row.Id).ToListAsync(cancellationToken), cancellationToken);
        foreach (var chunk in ids.Chunk(ListChunk))
        {
            var calls = await work.ReadAsync(
                context => filter.WithTranscripts ? ReadChunkAsync(context, chunk, cancellationToken) : EvaluatedCalls.WithoutTranscriptsAsync(context, chunk, cancellationToken),
                cancellationToken);
            foreach (var id in chunk)
                if (calls.TryGetValue(id, out var call)) yield return call;
        }
    }

    private static IQueryable<CallRow> Filtered(CallQADbContext context, CallFilter filter)
    {
        var calls = context.Calls.AsQueryable();
        if (filter.AgentId is { } agent) calls = calls.Where(row => row.AgentId == agent);
        // Where the start is unknown, the moment of intake stands in for it, as in the reports.
        if (filter.From is { } from) calls = calls.Where(row => row.ListedUtc >= CallMapping.Utc(from));
        if (filter.Until is { } until) calls = calls.Where(row => row.ListedUtc < CallMapping.Utc(until));
        if (filter.Stage is { } stage) calls = calls.Where(row => row.Stage == stage);
        return calls.OrderBy(row => row.StartUtc == null).ThenBy(row => row.StartUtc).ThenBy(row => row.Id);
    }

    private static async Task<Dictionary<string, EvaluatedCall>> ReadChunkAsync(
        CallQADbContext context, string[] ids, CancellationToken cancellationToken)
    {
        var calls = await context.Calls.Include(row => row.CurrentTranscript)
            .Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken);
        var transcripts = calls.Select(row => row.CurrentTranscriptId).OfType<long>().ToArray();
        var evaluations = await context.Evaluations
            .Where(row => row.Evaluator == Evaluator.Machine && transcripts.Contains(row.TranscriptId))
            .ToListAsync(cancellationToken);
        var latest = evaluations.GroupBy(row => row.TranscriptId).ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => row.Id));
        var reviews = await EvaluatedCalls.ReviewsAsync(context, ids, cancellationToken);
        return calls.ToDictionary(
            row => row.Id,
            row => CallMapping.ToEvaluatedCall(row, latest.GetValueOrDefault(row.CurrentTranscriptId ?? 0), reviews.GetValueOrDefault(row.Id)));
    }

    // Who did it, and how long it took, is committed with the result.
    private void Done(CallQADbContext context, CallRow call, CallStage reached)
    {
        if (call.Worker is { } worker && call.BegunUtc is { } begun)
        {
            var now = CallMapping.Utc(clock.GetUtcNow());
            context.StageRuns.Add(new StageRunRow
            {
                CallId = call.Id,
                Stage = reached,
                Worker = worker,
                Cores = call.WorkerCores,
                BegunUtc = begun,
                EndedUtc = now,
                AudioTicks = call.DurationTicks,
                ElapsedTicks = Math.Max(0, (now - begun).Ticks),
            });
        }

        call.Attempts = 0;
        call.Free();
    }

    private static CallStage StageReached(TranscriptRow transcript, bool? answered) =>
        !transcript.Measured ? CallStage.Transcribed : answered is null ? CallStage.Measured : CallStage.Scored;

    // Whether the machine's latest answer asks for a person; null when it has not answered.
    private static Task<bool?> LatestAsync(CallQADbContext context, long transcriptId, CancellationToken cancellationToken) => context.Evaluations
        .Where(row => row.TranscriptId == transcriptId && row.Evaluator == Evaluator.Machine)
        .OrderByDescending(row => row.Id).Select(row => (bool?)row.NeedsReview).FirstOrDefaultAsync(cancellationToken);

    private static IQueryable<TranscriptRow> Current(CallQADbContext context, string callId) =>
        context.Calls.Where(call => call.Id == callId && call.CurrentTranscript != null).Select(call => call.CurrentTranscript!);

    private static async Task<Transcript?> ReadTranscriptAsync(IQueryable<TranscriptRow> rows, CancellationToken cancellationToken) =>
        await rows.Select(row => row.Document).FirstOrDefaultAsync(cancellationToken) is { } document
            ? StoredJson.Read<Transcript>(document)
            : null;

    // In the transaction of the result: a lease that is lost later is noticed by the version of the call.
    private static async Task<CallRow> CallOfAsync(CallQADbContext context, string callId, CancellationToken cancellationToken)
    {
        var row = await context.Calls.Include(row => row.CurrentTranscript).FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
        Lease.Check(callId, row);
        return row ?? throw new InvalidOperationException($"There is no call {callId} to save a result of.");
    }

    private static TranscriptRow CurrentOf(CallRow call) => call.CurrentTranscript
        ?? throw new InvalidOperationException($"The call {call.Id} has no transcript to save a result of.");
}
