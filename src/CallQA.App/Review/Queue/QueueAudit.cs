using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Queue;

/// <summary>Entries of the audit log about the queue, in the transaction of what they tell of.</summary>
internal static class QueueAudit
{
    /// <summary>Adds an entry about no single call.</summary>
    public static void Add(CallQADbContext context, string action, string by, DateTime atUtc) =>
        context.Audit.Add(new() { AtUtc = atUtc, Action = action, By = by, CallDigest = "", ContentHash = "" });

    /// <summary>Adds an entry about each call.</summary>
    public static async Task AddAsync(CallQADbContext context, string action, string by, DateTime atUtc, IEnumerable<ReviewTaskRow> tasks, CancellationToken cancellationToken)
    {
        var ids = tasks.Select(task => task.CallId).ToList();
        var calls = await context.Calls.Where(call => ids.Contains(call.Id)).Select(call => new { call.Id, call.ContentHash }).ToListAsync(cancellationToken);
        foreach (var call in calls) context.Audit.Add(new() { AtUtc = atUtc, Action = action, By = by, CallDigest = CallDigest.Of(call.Id), ContentHash = call.ContentHash });
    }
}
