using CallQA.App.Settings;
using Hangfire;

namespace CallQA.App.Jobs;

/// <summary>A recurring job as <c>callqa jobs list</c> shows it.</summary>
internal sealed record RecurringJobEntry(string Job, string Cron, string TimeZone, string What, DateTimeOffset? Next);

/// <summary>The recurring jobs.</summary>
[ForgetSoon]
internal sealed class RecurringJobs(Sweep sweep, NightlyRun nightly, NightlyTurn turn, JobQueue queue)
{
    public const string SweepId = "sweep";
    public const string NightlyId = "nightly";
    private const string NightlyLookId = "nightly-look";

    /// <summary>What recurs with these settings.</summary>
    public static IReadOnlyList<RecurringJobEntry> Describe(CallQASettings settings, DateTimeOffset now) =>
    [
        new(SweepId, Cron.Minutely(), "UTC", "enqueues calls that are unfinished and have no job", null),
        new(
            NightlyId, settings.NightlyCron, settings.TimeZone, "sweeps, reports missing recordings, writes coaching reports, erases what is kept too long",
            new NightlySchedule(settings.NightlyCron, settings.Zone).NextAfter(now)),
    ];

    /// <summary>Enters them; the same identifiers again replace the former times.</summary>
    public static void Enter(IRecurringJobManager manager)
    {
        manager.AddOrUpdate<RecurringJobs>(SweepId, Queues.Maintenance, run => run.SweepAsync(CancellationToken.None), Cron.Minutely());
        manager.AddOrUpdate<RecurringJobs>(NightlyLookId, Queues.Maintenance, run => run.LookAsync(CancellationToken.None), Cron.Minutely());
        // Entered by earlier versions.
        manager.RemoveIfExists(NightlyId);
    }

    [ForgoInTrouble]
    [AutomaticRetry(Attempts = 0)]
    [DisableConcurrentExecution(timeoutInSeconds: 0)]
    public Task SweepAsync(CancellationToken cancellationToken) => SilentFailure.GuardAsync(sweep.RunAsync(cancellationToken));

    /// <summary>Looks whether a night is due, or was missed.</summary>
    [ForgoInTrouble]
    [AutomaticRetry(Attempts = 0)]
    [DisableConcurrentExecution(timeoutInSeconds: 0)]
    public Task LookAsync(CancellationToken cancellationToken) => SilentFailure.GuardAsync(EnqueueOwedAsync(cancellationToken));

    private async Task EnqueueOwedAsync(CancellationToken cancellationToken)
    {
        if (await turn.OwedAsync(cancellationToken) is { } due) queue.EnqueueNightly(due);
    }

    // What fails inside is in the report; a run that was cut off is owed, and the next look enqueues it again.
    [WaitOutTrouble]
    [AutomaticRetry(Attempts = 0)]
    public Task NightlyAsync(long dueSeconds, CancellationToken cancellationToken) =>
        SilentFailure.GuardAsync(turn.RunAsync(DateTimeOffset.FromUnixTimeSeconds(dueSeconds), nightly, cancellationToken));
}
