using System.Diagnostics.CodeAnalysis;
using CallQA.App.Learning;
using CallQA.App.Storage;
using CallQA.App.Telemetry;

namespace CallQA.App.Jobs;

/// <summary>One thing the night does.</summary>
/// <param name="Name">Stable name, shown to the operator.</param>
/// <param name="Run">Does it and tells what it did.</param>
internal sealed record NightlyStep(string Name, Func<CancellationToken, Task<StepDone>> Run)
{
    /// <summary>One of which a number tells all.</summary>
    /// <param name="name">Stable name, shown to the operator.</param>
    /// <param name="count">Does it and tells how many calls, files, reports or sessions it concerned.</param>
    public NightlyStep(string name, Func<CancellationToken, Task<int>> count)
        : this(name, async token => new StepDone(await count(token)))
    {
    }
}

/// <summary>What a step tells when it is done.</summary>
/// <param name="Count">How many calls, files, reports or sessions it concerned.</param>
/// <param name="Candidate">What became of new models; null for every other step.</param>
internal sealed record StepDone(int Count, CandidateOutcome? Candidate = null);

/// <summary>What a step did.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Count">How many calls, files, reports or sessions it concerned; null when it failed.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Error">Why it failed, in a sentence; null when it did not.</param>
/// <param name="Candidate">What became of new models; null for every other step.</param>
internal sealed record NightlyResult(string Step, int? Count, TimeSpan Duration, string? Error, CandidateOutcome? Candidate = null);

/// <summary>Runs the steps one after the other; one that fails does not hold up the next.</summary>
internal sealed class NightlyRun(IReadOnlyList<NightlyStep> steps, TimeProvider clock, ILogger<NightlyRun> logger)
{
    public async Task<IReadOnlyList<NightlyResult>> RunAsync(CancellationToken cancellationToken)
    {
        var results = new List<NightlyResult>();
        foreach (var step in steps) results.Add(await RunAsync(step, cancellationToken));
        Log.NightlyDone(logger, results.Count, results.Count(result => result.Error is not null));
        return results;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a step throws, the next step runs and the operator is told.")]
    private async Task<NightlyResult> RunAsync(NightlyStep step, CancellationToken cancellationToken)
    {
        using var span = NightlySpan.OfStep(step.Name);
        var begun = clock.GetTimestamp();
        try
        {
            var done = await step.Run(cancellationToken);
            return Ended(new(step.Name, done.Count, clock.GetElapsedTime(begun), null, done.Candidate), null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            Log.NightlyStepFailed(logger, step.Name, FailureTrace.Of(exception));
            var error = exception is InputException ? exception.Message : MachineTrouble.Sentence(exception) ?? $"It failed with {exception.GetType().Name}; look into the log.";
            return Ended(new(step.Name, null, clock.GetElapsedTime(begun), error), exception);
        }

        NightlyResult Ended(NightlyResult result, Exception? failure)
        {
            span.Ended(result, failure);
            return result;
        }
    }
}
