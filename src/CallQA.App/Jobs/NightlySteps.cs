using CallQA.App.Buckets;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Learning;
using CallQA.App.Mail;
using CallQA.App.Redaction;
using CallQA.App.Review.Queue;
using CallQA.App.Settings;
using CallQA.App.Storage;

namespace CallQA.App.Jobs;

/// <summary>What the night does, in order.</summary>
internal sealed class NightlySteps(
    IntakeWorker intake,
    IntakeFolder folder,
    BucketIntake bucket,
    CallWorker worker,
    CallProgress unfinished,
    RecurringPlans sampling,
    SilencedRecordings silenced,
    CoachingReports reports,
    CoachingLists coaching,
    Retention retention,
    ReportMail mail,
    TimeProvider clock,
    ReviewLearning learning,
    DriftMonitor drift,
    TeachingCalls teaching,
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
        new("sidecars", token => intake.TakeInSidecarsAsync(RecordingPatience, token)),
        new("missing-recordings", token => intake.ReportMissingAsync(RecordingPatience, token)),
        new("originals", silenced.SilenceAllAsync),
        new("retention", retention.RunAsync),
        new("sampling", sampling.DrawAsync),
        new("coaching-reports", reports.WriteAsync),
        new("coaching-due", token => coaching.CountDueAsync(coachId: null, token)),
        .. settings.Mail.Host is not null ? [new NightlyStep("report-mail", token => mail.SendDueAsync(clock.GetUtcNow(), token))] : Array.Empty<NightlyStep>(),
        .. settings.Learning.Enabled ? Learning() : [],
    ];

    private IEnumerable<NightlyStep> Learning() =>
    [
        new("learning-reviews", async token => (await learning.WriteAsync(token)).Reviews),
        new("drift", drift.LookAsync),
        new("learning-candidate", TrainIfDueAsync),
        new("teaching-calls", teaching.PutAsync),
    ];

    private async Task<StepDone> TrainIfDueAsync(CancellationToken cancellationToken)
    {
        var outcome = await learning.TrainIfDueAsync(cancellationToken);
        return new(outcome == CandidateOutcome.InForce ? 1 : 0, outcome);
    }

    private async Task<int> TakeInAllAsync(CancellationToken cancellationToken)
    {
        var taken = 0;
        var left = new LeftForLater();
        // Lists before recordings: a row may say who is on which channel. Some at a time by name, so that a small folder has an order.
        foreach (var path in folder.Lists().OfType<string>().Chunk(IntakeWatch.Stretch).Concat(folder.Recordings().Chunk(IntakeWatch.Stretch)).SelectMany(some => some.Order(StringComparer.Ordinal)))
        {
            try
            {
                taken += IntakeFolder.IsList(path)
                    ? await intake.TakeInListAsync(path, cancellationToken) > 0 ? 1 : 0
                    : await intake.TakeInAsync(path, cancellationToken) is null ? 0 : 1;
            }
#pragma warning disable CA1031 // One that fails, for whatever reason, does not hold up the others.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                left.Add(exception);
            }
        }

        left.Tell("files");
        return taken;
    }

    private async Task<int> TakeInBucketAsync(BucketAddress address, CancellationToken cancellationToken)
    {
        var taken = 0;
        var left = new LeftForLater();
        await foreach (var outcome in bucket.TakeInAsync(address, cancellationToken))
        {
            if (outcome is { CallId: not null, IsNew: true }) taken++;
            if (outcome is { IsNew: true, Problem: { Passing: true } problem }) left.Add(problem);
        }

        left.Tell("objects");
        return taken;
    }

    private async Task<int> FinishAllAsync(CancellationToken cancellationToken)
    {
        var calls = await unfinished.UnfinishedAsync(int.MaxValue, cancellationToken);
        var left = new LeftForLater();
        foreach (var call in calls)
        {
            try
            {
                while (await worker.AdvanceAsync(call.CallId, progress: null, cancellationToken) == StageOutcome.MovedOn)
                {
                    // Each turn of the loop is one committed stage.
                }
            }
#pragma warning disable CA1031 // One that fails, for whatever reason, does not hold up the others.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                left.Add(exception);
            }
        }

        left.Tell("calls");
        return calls.Count;
    }
}
