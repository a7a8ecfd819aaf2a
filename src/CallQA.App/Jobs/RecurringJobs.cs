using CallQA.App.Settings;
using Hangfire;

namespace CallQA.App.Jobs;

/// <summary>A recurring job as <c>callqa jobs list</c> shows it.</summary>
internal sealed record RecurringJobEntry(string Job, string Cron, string TimeZone, string What);

/// <summary>The recurring jobs.</summary>
internal sealed class RecurringJobs(Sweep sweep, NightlyRun nightly)
{
    public const string SweepId = "sweep";
    public const string NightlyId = "nightly";

    /// <summary>What recurs with these settings.</summary>
    public static IReadOnlyList<RecurringJobEntry> Describe(CallQASettings settings) =>
    [
        new(SweepId, Cron.Minutely(), "UTC", "enqueues calls that are unfinished and have no job"),
        new(NightlyId, settings.NightlyCron, settings.TimeZone, "sweeps, reports missing recordings, writes coaching reports"),
    ];

    /// <summary>Enters them; the same identifiers again replace the former times.</summary>
    public static void Enter(IRecurringJobManager manager, CallQASettings settings)
    {
        manager.AddOrUpdate<RecurringJobs>(SweepId, run => run.SweepAsync(CancellationToken.None), Cron.Minutely());
        manager.AddOrUpdate<RecurringJobs>(
            NightlyId,
            run => run.NightlyAsync(CancellationToken.None),
            settings.NightlyCron,
            new RecurringJobOptions { TimeZone = settings.Zone });
    }

    [Queue(JobQueue.Light)]
    [AutomaticRetry(Attempts = 0)]
    [DisableConcurrentExecution(timeoutInSeconds: 0)]
    public Task SweepAsync(CancellationToken cancellationToken) => sweep.RunAsync(cancellationToken);

    [Queue(JobQueue.Light)]
    [AutomaticRetry(Attempts = 2)]
    public Task NightlyAsync(CancellationToken cancellationToken) => nightly.RunAsync(cancellationToken);
}
