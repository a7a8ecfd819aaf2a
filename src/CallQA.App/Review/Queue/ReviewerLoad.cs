using CallQA.App.Identity;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Queue;

/// <summary>Shares calls out so that all reviewers have as many open ones.</summary>
internal static class ReviewerLoad
{
    /// <summary>Gives each call to the reviewer who has the fewest at that point.</summary>
    /// <returns>How many were given; null when there is nobody to give them to.</returns>
    public static async Task<int?> ShareAsync(CallQADbContext context, IReadOnlyCollection<ReviewTaskRow> free, CancellationToken cancellationToken)
    {
        var reviewers = await context.Users.Where(user => user.Role == Role.Reviewer && !user.Disabled).OrderBy(user => user.Id).Select(user => user.Id).ToListAsync(cancellationToken);
        if (reviewers.Count == 0) return null;
        var open = await context.ReviewTasks.Where(task => task.State == TaskState.Open && task.AssigneeId != null)
            .GroupBy(task => task.AssigneeId!).Select(group => new { Id = group.Key, Calls = group.Count() }).ToDictionaryAsync(group => group.Id, group => group.Calls, cancellationToken);
        var load = reviewers.ToDictionary(id => id, id => open.GetValueOrDefault(id));
        foreach (var task in free)
        {
            task.AssigneeId = reviewers.MinBy(id => load[id])!;
            task.Version++;
            load[task.AssigneeId]++;
        }

        return free.Count;
    }
}
