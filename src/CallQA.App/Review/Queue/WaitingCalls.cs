using CallQA.App.Review.Disputes;
using CallQA.App.Storage;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Queue;

/// <summary>Which of the calls that wait come next, and for whom.</summary>
internal static class WaitingCalls
{
    /// <summary>Tasks in the order in which they are due.</summary>
    public static IQueryable<ReviewTaskRow> Ordered(IQueryable<ReviewTaskRow> tasks) =>
        tasks.OrderBy(task => task.DueUtc).ThenByDescending(task => task.Risk).ThenBy(task => task.CallId);

    /// <summary>Open tasks whose calls can be reviewed now: scored, not set aside, and without an open dispute.</summary>
    public static IQueryable<ReviewTaskRow> WithForm(CallQADbContext context) => context.ReviewTasks.Where(task =>
        task.State == TaskState.Open
        && context.Calls.Any(call => call.Id == task.CallId && call.Stage == CallStage.Scored && call.Quarantine == null)
        && !context.Standings.Any(standing => standing.CallId == task.CallId && standing.State == ResponseState.Disputed));

    /// <summary>The reviewer's next call: own ones first, then nobody's. What they have scored blind already waits until the others have, too.</summary>
    public static async Task<ReviewTaskRow?> NextAsync(CallQADbContext context, string reviewerId, string? afterCallId, CancellationToken cancellationToken)
    {
        var waiting = WithForm(context).Where(task =>
            task.CallId != afterCallId
            && !context.Reviews.Any(review =>
                review.CallId == task.CallId && review.ReviewerId == reviewerId
                && context.CalibrationSessions.Any(session =>
                    session.Id == review.SessionId && session.ClosedUtc == null
                    && context.Reviews.Count(other => other.SessionId == session.Id) < session.Calls.Count * session.Members.Count)));
        return await Ordered(waiting.Where(task => task.AssigneeId == reviewerId)).FirstOrDefaultAsync(cancellationToken)
            ?? await Ordered(waiting.Where(task => task.AssigneeId == null)).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Holds that none of the calls is a colleague's. Whose account is disabled has none.</summary>
    /// <exception cref="InputException">One is.</exception>
    public static async Task RefuseOthersAsync(CallQADbContext context, IReadOnlyList<ReviewTaskRow> tasks, string reviewerId, CancellationToken cancellationToken)
    {
        var others = tasks.Select(task => task.AssigneeId).Where(id => id is not null && id != reviewerId).Distinct().ToList();
        var names = await context.Users.Where(user => others.Contains(user.Id) && !user.Disabled).ToDictionaryAsync(user => user.Id, user => user.Name, cancellationToken);
        if (tasks.FirstOrDefault(task => task.AssigneeId is { } id && names.ContainsKey(id)) is { } taken)
            throw new InputException(InputFault.Settings, $"The call '{taken.CallId}' is with {names[taken.AssigneeId!]}; leave it out, or have an admin assign it to you.");
    }
}
