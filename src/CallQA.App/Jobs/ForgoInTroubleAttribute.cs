using CallQA.App.Storage;
using Hangfire.Common;
using Hangfire.States;

namespace CallQA.App.Jobs;

/// <summary>
/// A job that comes every minute and met the machine's trouble, or itself still at work, is forgone: the next minute's does what it would have
/// done, and no list of failed jobs grows meanwhile.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ForgoInTroubleAttribute : JobFilterAttribute, IElectStateFilter
{
    // Before the counting of attempts, which looks at failed jobs only.
    public ForgoInTroubleAttribute() => Order = 0;

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is FailedState failed && MachineTrouble.Is(failed.Exception))
            context.CandidateState = new DeletedState { Reason = MachineTrouble.Sentence(failed.Exception) };
    }
}
