using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CallQA.Interchange;
using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Tests.Pipeline;

/// <summary>A store of calls in memory, by the contract of <see cref="ICallStore"/>; for one test, not for concurrent use.</summary>
internal sealed class MemoryCallStore : ICallStore
{
    private readonly Dictionary<string, Call> calls = [];
    private readonly Dictionary<string, List<Transcript>> transcripts = [];
    private readonly Dictionary<string, ConversationMetrics?> metrics = [];
    private readonly List<(Evaluation Evaluation, TranscriptOrigin? Origin)> evaluations = [];

    public IReadOnlyCollection<Call> Calls => calls.Values;

    public Task<Call?> FindAsync(string callId, CancellationToken cancellationToken) => Task.FromResult(calls.GetValueOrDefault(callId));

    public Task<Call> AddAsync(Call call, CancellationToken cancellationToken)
    {
        if (calls.Values.FirstOrDefault(known => known.ContentHash == call.ContentHash) is { } same)
            return Task.FromResult(same);
        var added = calls.ContainsKey(call.Id) ? call with { Id = $"{call.Id}-{call.ContentHash[..8]}" } : call;
        calls.Add(added.Id, added);
        return Task.FromResult(added);
    }

    public async Task<Call> AddTakenOverAsync(Call call, TakenOverResults results, CancellationToken cancellationToken)
    {
        var added = await AddAsync(call, cancellationToken);
        if (added.Stage > CallStage.TakenIn || Of(added.Id).Count > 0)
            return added;
        var transcript = results.Transcript with { Id = added.Id };
        await (results.Original is { } original ? SaveRedactedAsync(added.Id, transcript, original, cancellationToken) : SaveTranscriptAsync(added.Id, transcript, cancellationToken));
        if (results.Evaluation is { } evaluation)
            evaluations.Add((evaluation with { CallId = added.Id }, transcript.Origin));
        return calls[added.Id];
    }

    public Task<Transcript?> FindTranscriptAsync(string callId, TranscriptOrigin origin, CancellationToken cancellationToken) =>
        Task.FromResult(Of(callId).LastOrDefault(transcript => transcript.Origin == origin));

    public Task<Transcript?> CurrentTranscriptAsync(string callId, CancellationToken cancellationToken) =>
        Task.FromResult(Of(callId).LastOrDefault());

    public Task SaveTranscriptAsync(string callId, Transcript transcript, CancellationToken cancellationToken)
    {
        Of(callId).RemoveAll(known => known.Origin == transcript.Origin);
        Of(callId).Add(transcript);
        metrics.Remove(callId);
        return MoveTo(callId, CallStage.Transcribed);
    }

    public List<Transcript> Originals { get; } = [];

    public Task SaveRedactedAsync(string callId, Transcript transcript, Transcript original, CancellationToken cancellationToken)
    {
        Originals.Add(original);
        return SaveTranscriptAsync(callId, transcript, cancellationToken);
    }

    public Task<ConversationMetrics?> FindMetricsAsync(string callId, CancellationToken cancellationToken) =>
        Task.FromResult(metrics.GetValueOrDefault(callId));

    public Task SaveMetricsAsync(string callId, ConversationMetrics? metrics, CancellationToken cancellationToken)
    {
        this.metrics[callId] = metrics;
        return MoveTo(callId, CallStage.Measured);
    }

    public Task<Evaluation?> FindEvaluationAsync(string callId, string scorecard, string model, CancellationToken cancellationToken) =>
        Task.FromResult(evaluations.LastOrDefault(saved =>
            calls[callId].Stage >= CallStage.Measured && saved.Evaluation.CallId == callId && saved.Evaluation.Scorecard == scorecard && saved.Evaluation.Model == model
            && saved.Origin == Of(callId)[^1].Origin).Evaluation)!;

    public async Task<Evaluation?> ScoreAsTakenOverAsync(string callId, string scorecard, string model, CancellationToken cancellationToken)
    {
        if (await FindEvaluationAsync(callId, scorecard, model, cancellationToken) is not { TakenOver: not null } taken)
            return null;
        await MoveTo(callId, CallStage.Scored);
        return taken;
    }

    public Task SaveEvaluationAsync(Evaluation evaluation, CancellationToken cancellationToken)
    {
        evaluations.Add((evaluation, Of(evaluation.CallId)[^1].Origin));
        return MoveTo(evaluation.CallId, CallStage.Scored);
    }

    public async IAsyncEnumerable<EvaluatedCall> ListAsync(
        CallFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var call in calls.Values)
        {
            yield return new EvaluatedCall(
                call,
                await CurrentTranscriptAsync(call.Id, cancellationToken),
                metrics.GetValueOrDefault(call.Id),
                evaluations.LastOrDefault(saved => saved.Evaluation.CallId == call.Id).Evaluation);
        }
    }

    private List<Transcript> Of(string callId) =>
        transcripts.TryGetValue(callId, out var known) ? known : transcripts[callId] = [];

    private Task MoveTo(string callId, CallStage stage)
    {
        calls[callId] = calls[callId] with { Stage = stage };
        return Task.CompletedTask;
    }
}

/// <summary>Remembers where the originals lie instead of copying them.</summary>
internal sealed class MemoryRecordings : IRecordingStore
{
    private readonly ConcurrentDictionary<string, string> paths = new(StringComparer.Ordinal);

    public Task KeepAsync(string sourcePath, string contentHash, CancellationToken cancellationToken)
    {
        paths.TryAdd(contentHash, sourcePath);
        return Task.CompletedTask;
    }

    public Task<RecordingFile> FindAsync(string contentHash, CancellationToken cancellationToken) => Task.FromResult(new RecordingFile(paths[contentHash]));
}
