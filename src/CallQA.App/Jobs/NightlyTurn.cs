using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CallQA.App.Storage;
using CallQA.App.Telemetry;
using CallQA.App.Webhooks;
using CallQA.Recordings;

namespace CallQA.App.Jobs;

/// <summary>
/// One night: begun once over all processes, kept alive while it runs, ended with a report. The database and not the queue
/// knows which nights were run, so that one missed while everything was down is made up.
/// </summary>
internal sealed class NightlyTurn(
    NightlySchedule schedule, NightlyLedger ledger, WorkStatistics statistics, WebhookEvents events, TimeProvider clock, ILogger<NightlyTurn> logger)
{
    private static readonly TimeSpan Sign = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstStretch = TimeSpan.FromDays(1);

    /// <summary>The night that has to be run now: the last one due, once, however many were missed before it. Null when it was run.</summary>
    public async Task<DateTimeOffset?> OwedAsync(CancellationToken cancellationToken) =>
        schedule.LastAt(clock.GetUtcNow()) is { } due && await ledger.IsOwedAsync(due, cancellationToken) ? due : null;

    /// <summary>Runs a night.</summary>
    /// <returns>Its report; null when it was run, a run is under way, or another process took this one over because nothing was seen of it for too long.</returns>
    public async Task<NightlyReport?> RunAsync(DateTimeOffset due, NightlyRun run, CancellationToken cancellationToken)
    {
        var before = (await ledger.ListAsync(2, cancellationToken)).Find(night => night.Due < due)?.Ended ?? due - FirstStretch;
        if (await ledger.TryBeginAsync(due, cancellationToken) is not { } claim) return null;
        using var span = NightlySpan.OfRun(due);
        using var ours = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var signs = SignAsync(claim, ours, end.Token);
        try
        {
            var steps = await run.RunAsync(ours.Token);
            var report = await ReportAsync(due, before, steps, ours.Token);
            span.Ended(steps.Count(step => step.Error is not null));
            await end.CancelAsync();
            await signs;
            if (!await ledger.EndAsync(claim, JsonSerializer.Serialize(report, CallQAJson.Compact), cancellationToken)) return null;
            await events.NightEndedAsync(report, cancellationToken);
            return report;
        }
        catch (OperationCanceledException) when (ours.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
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

    private async Task SignAsync(NightlyClaim claim, CancellationTokenSource ours, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Sign, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (await IsOursAsync(claim, cancellationToken)) continue;
                Log.NightlyLost(logger);
                await ours.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps one sign of life from its end, the next is given; what is stored is held against the claim.")]
    private async Task<bool> IsOursAsync(NightlyClaim claim, CancellationToken cancellationToken)
    {
        // A connection that hangs must not cost the run.
        using var limit = new CancellationTokenSource(Sign, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await ledger.SeenAsync(claim, either.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NightlySilent(logger, FailureTrace.Of(exception));
            return true;
        }
    }
}
