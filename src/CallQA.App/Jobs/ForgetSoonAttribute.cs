using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace CallQA.App.Jobs;

/// <summary>
/// A job that is done is kept for an hour, for whoever looks at the dashboard: the store of calls knows what was done, and jobs of a
/// hundred thousand calls would fill the queue's tables. Jobs that failed for good stay.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ForgetSoonAttribute : JobFilterAttribute, IApplyStateFilter
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction) => context.JobExpirationTimeout = Kept;

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        // What it was before does not matter.
    }
}
