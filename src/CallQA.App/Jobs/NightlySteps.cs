using CallQA.App.Buckets;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Jobs;

/// <summary>What the night does, in order.</summary>
internal sealed class NightlySteps(
    IntakeWorker intake,
    IntakeFolder folder,
    BucketIntake bucket,
    CallWorker worker,
    CallProgress unfinished,
    CoachingReports reports,
    CoachingLists coaching,
    Retention retention,
    CallQASettings settings)
{
    private static readonly TimeSpan RecordingPatience = TimeSpan.FromHours(24);

    /// <summary>For the worker, which hands unfinished calls to its queue.</summary>
    public IReadOnlyList<NightlyStep> WithQueue(Sweep sweep) => [.. Bucket(), new("sweep", sweep.RunAsync), .. Closing()];

    /// <summary>For the command line, which does everything itself.</summary>
    public IReadOnlyList<NightlyStep> Alone() => [new("intake", TakeInAllAsync), .. Bucket(), new("sweep", FinishAllAsync), .. Closing()];

    private IEnumerable<NightlyStep> Bucket() =>
        settings.Bucket.Address is { } address ? [new("bucket", token => TakeInBucketAsync(BucketAddress.Parse(address), token))] : [];

    private IEnumerable<NightlyStep> Closing() =>
    [
        new("missing-recordings", token => intake.ReportMissingAsync(RecordingPatience, token)),
        new("retention", retention.RunAsync),
        new("coaching-reports", reports.WriteAsync),
        new("coaching-due", token => coaching.CountDueAsync(coachId: null, token)),
    ];

    private async Task<int> TakeInAllAsync(CancellationToken cancellationToken)
    {
        var taken = 0;
        var passing = new List<Exception>();
        // Lists before recordings: a row may say who is on which channel.
        foreach (var file in folder.Files().OrderByDescending(file => IntakeFolder.IsList(file.FullName)))
        {
            try
            {
                if (IntakeFolder.IsList(file.FullName)) taken += await intake.TakeInListAsync(file.FullName, cancellationToken) > 0 ? 1 : 0;
                else taken += await intake.TakeInAsync(file.FullName, cancellationToken) is Call ? 1 : 0;
            }
            catch (Exception exception) when (MachineTrouble.Is(exception))
            {
                passing.Add(exception);
            }
        }

        Report(passing, "files");
        return taken;
    }

    private async Task<int> TakeInBucketAsync(BucketAddress address, CancellationToken cancellationToken)
    {
        var taken = 0;
        var passing = new List<Exception>();
        await foreach (var outcome in bucket.TakeInAsync(address, cancellationToken))
        {
            if (outcome is { CallId: not null, IsNew: true }) taken++;
            if (outcome.Problem is { Passing: true } problem) passing.Add(problem);
        }

        Report(passing, "objects");
        return taken;
    }

    private async Task<int> FinishAllAsync(CancellationToken cancellationToken)
    {
        var calls = await unfinished.UnfinishedAsync(int.MaxValue, cancellationToken);
        var passing = new List<Exception>();
        foreach (var call in calls)
        {
            try
            {
                while (await worker.AdvanceAsync(call.CallId, progress: null, cancellationToken) == StageOutcome.MovedOn)
                {
                    // Each turn of the loop is one committed stage.
                }
            }
            catch (Exception exception) when (MachineTrouble.Is(exception))
            {
                passing.Add(exception);
            }
        }

        Report(passing, "calls");
        return calls.Count;
    }

    private static void Report(List<Exception> passing, string what)
    {
        if (passing.Count == 0) return;
        var first = passing[0];
        throw new InputException(
            (first as InputException)?.Fault ?? InputFault.Unreadable,
            $"{passing.Count} {what} are left for the next run, the first because: {MachineTrouble.Sentence(first)}",
            first) { Passing = true };
    }
}
