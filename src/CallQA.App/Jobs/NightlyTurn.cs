using System.Text.Json;
using CallQA.App.Storage;
using CallQA.App.Telemetry;
using CallQA.Recordings;

namespace CallQA.App.Jobs;

/// <summary>
/// One night: begun once over all processes, kept alive while it runs, ended with a report. The database and not the queue
/// knows which nights were run, so that one missed while everything was down is made up.
/// </summary>
internal sealed class NightlyTurn(
    NightlySchedule schedule, NightlyLedger ledger, WorkStatistics statistics, TimeProvider clock, ILogger<NightlyTurn> logger)
{
    private static readonly TimeSpan Sign = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstStretch = TimeSpan.FromDays(1);

    /// <summary>The night that has to be run now: the last one due, once, however many were missed before it. Null when it was run.</summary>
    public async Task<DateTimeOffset?> OwedAsync(CancellationToken cancellationToken) =>
        schedule.LastAt(clock.GetUtcNow()) is { } due && await ledger.IsOwedAsync(due, cancellationToken) ? due : null;

    /// <summary>Runs a night.</summary>
    /// <returns>Its report; null when it was run or a run is under way.</returns>
    public async Task<NightlyReport?> RunAsync(DateTimeOffset due, NightlyRun run, CancellationToken cancellationToken)
    {
        var before = (await ledger.ListAsync(2, cancellationToken)).Find(night => night.Due < due)?.Ended ?? due - FirstStretch;
        if (!await ledger.TryBeginAsync(due, cancellationToken)) return null;
        using var span = NightlySpan.OfRun(due);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var signs = SignAsync(due, end.Token);
        try
        {
            var steps = await run.RunAsync(cancellationToken);
            var report = await ReportAsync(due, before, steps, cancellationToken);
            span.Ended(steps.Count(step => step.Error is not null));
            await end.CancelAsync();
            await signs;
            await ledger.EndAsync(due, JsonSerializer.Serialize(report, CallQAJson.Compact), cancellationToken);
            return report;
        }
        finally
        {
            await end.CancelAsync();
            await signs;
        }
    }

    private async Task<NightlyReport> ReportAsync(
        DateTimeOffset due, DateTimeOffset since, IReadOnlyList<NightlyResult> steps, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var states = await statistics.StatesAsync(cancellationToken);
        var waiting = states.Where(state => state.Cause is null && state.Stage < CallStage.Scored).Sum(state => state.Calls);
        return new(due, since, now, await statistics.DoneAsync(since, now, cancellationToken), waiting, steps);
    }

    private async Task SignAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Sign, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken)) await ledger.SeenAsync(due, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        catch (Exception exception) when (MachineTrouble.Is(exception))
        {
            // Should another process begin the same night, its steps find theirs done.
            Log.NightlySilent(logger, FailureTrace.Of(exception));
        }
    }
}
