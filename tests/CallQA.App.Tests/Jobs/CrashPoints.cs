using CallQA.App.Storage;
using CallQA.Interchange;
using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CallQA.App.Tests.Jobs;

/// <summary>The end of the process, as far as the code can tell: as when it is stopped, nothing goes on with the next file or call.</summary>
public sealed class CrashException : OperationCanceledException;

/// <summary>The moments just before and just after everything that is kept.</summary>
internal abstract class KeepingPoints
{
    public async Task<T> AroundAsync<T>(Func<Task<T>> keep)
    {
        Pass();
        var result = await keep();
        Pass();
        return result;
    }

    public Task AroundAsync(Func<Task> keep) => AroundAsync(async () =>
    {
        await keep();
        return true;
    });

    /// <summary>Puts the moments into the stores of calls and recordings.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IRecordingStore>(
            provider => new CrashingRecordings(provider.GetRequiredService<IKeptRecordings>(), this)));
        services.Replace(ServiceDescriptor.Singleton<ICallStore>(
            provider => new CrashingCalls(provider.GetRequiredService<EfCallStore>(), this)));
    }

    /// <summary>Throws when this moment is one at which something goes wrong.</summary>
    protected abstract void Pass();
}

/// <summary>Counts the moments and ends the process at one of them.</summary>
internal sealed class CrashPoints(int crashAt) : KeepingPoints
{
    private int passed;

    protected override void Pass()
    {
        if (Interlocked.Increment(ref passed) == crashAt) throw new CrashException();
    }
}

/// <summary>A store of recordings with crash points.</summary>
internal sealed class CrashingRecordings(IRecordingStore inner, KeepingPoints points) : IRecordingStore
{
    public Task KeepAsync(string sourcePath, string contentHash, CancellationToken cancellationToken) =>
        points.AroundAsync(() => inner.KeepAsync(sourcePath, contentHash, cancellationToken));

    public Task<RecordingFile> FindAsync(string contentHash, CancellationToken cancellationToken) =>
        inner.FindAsync(contentHash, cancellationToken);
}

/// <summary>A store of calls with crash points.</summary>
internal sealed class CrashingCalls(ICallStore inner, KeepingPoints points) : ICallStore
{
    public Task<Call?> FindAsync(string callId, CancellationToken cancellationToken) => inner.FindAsync(callId, cancellationToken);

    public Task<Call> AddAsync(Call call, CancellationToken cancellationToken) =>
        points.AroundAsync(() => inner.AddAsync(call, cancellationToken));

    public Task<Call> AddTakenOverAsync(Call call, TakenOverResults results, CancellationToken cancellationToken) =>
        points.AroundAsync(() => inner.AddTakenOverAsync(call, results, cancellationToken));

    public Task<Transcript?> FindTranscriptAsync(string callId, TranscriptOrigin origin, CancellationToken cancellationToken) =>
        inner.FindTranscriptAsync(callId, origin, cancellationToken);

    public Task<Transcript?> CurrentTranscriptAsync(string callId, CancellationToken cancellationToken) =>
        inner.CurrentTranscriptAsync(callId, cancellationToken);

    public Task SaveTranscriptAsync(string callId, Transcript transcript, CancellationToken cancellationToken) =>
        points.AroundAsync(() => inner.SaveTranscriptAsync(callId, transcript, cancellationToken));

    public Task SaveRedactedAsync(string callId, Transcript transcript, Transcript original, CancellationToken cancellationToken) =>
        points.AroundAsync(() => inner.SaveRedactedAsync(callId, transcript, original, cancellationToken));

    public Task<ConversationMetrics?> FindMetricsAsync(string callId, CancellationToken cancellationToken) =>
        inner.FindMetricsAsync(callId, cancellationToken);

    public Task SaveMetricsAsync(string callId, ConversationMetrics? metrics, CancellationToken cancellationToken) =>
        points.AroundAsync(() => inner.SaveMetricsAsync(callId, metrics, cancellationToken));

    public Task<Evaluation?> FindEvaluationAsync(string callId, string scorecard, string model, CancellationToken cancellationToken) =>
        inner.FindEvaluationAsync(callId, scorecard, model, cancellationToken);

    public Task<Evaluation?> ScoreAsTakenOverAsync(string callId, string scorecard, string model, CancellationToken cancellationToken) =>
        points.AroundAsync(() => inner.ScoreAsTakenOverAsync(callId, scorecard, model, cancellationToken));

    public Task SaveEvaluationAsync(Evaluation evaluation, CancellationToken cancellationToken) =>
        points.AroundAsync(() => inner.SaveEvaluationAsync(evaluation, cancellationToken));

    public IAsyncEnumerable<EvaluatedCall> ListAsync(CallFilter filter, CancellationToken cancellationToken) =>
        inner.ListAsync(filter, cancellationToken);
}
