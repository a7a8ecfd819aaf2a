using CallQA.App.Storage;
using Hangfire.Common;
using Hangfire.States;

namespace CallQA.App.Jobs;

/// <summary>
/// A job that met the machine's trouble (disk full, database away or without connections) is tried again every half minute
/// for as long as it takes: it goes on soon after the trouble is over, and none of its attempts is used up.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class WaitOutTroubleAttribute : JobFilterAttribute, IElectStateFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    // Before the counting of attempts, which looks at failed jobs only.
    public WaitOutTroubleAttribute() => Order = 0;

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is FailedState failed && MachineTrouble.Is(failed.Exception))
            context.CandidateState = new ScheduledState(Pause) { Reason = MachineTrouble.Sentence(failed.Exception) };
    }
}
