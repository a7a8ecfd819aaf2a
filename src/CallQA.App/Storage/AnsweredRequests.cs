using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>The requests of the last day that came with a key for repeating them.</summary>
internal sealed class AnsweredRequests(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    // A process that ended in the middle leaves a request without an answer.
    private static readonly TimeSpan LongestWork = TimeSpan.FromMinutes(5);

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Begins a request, unless it is known.</summary>
    /// <returns>Whether it begins now, and otherwise what is known of it.</returns>
    public Task<(bool Begun, AnsweredRequestRow? Known)> BeginAsync(string by, string key, string request, string? callId, CancellationToken cancellationToken)
    {
        var now = CallMapping.Utc(clock.GetUtcNow());
        var (oldest, abandoned) = (now - Kept, now - LongestWork);
        return work.CommitAsync<(bool, AnsweredRequestRow?)>(
            async context =>
            {
                await context.AnsweredRequests.Where(row => row.BegunUtc < oldest || (row.Status == null && row.BegunUtc < abandoned)).ExecuteDeleteAsync(cancellationToken);
                if (await context.AnsweredRequests.AsNoTracking().FirstOrDefaultAsync(row => row.By == by && row.Key == key, cancellationToken) is { } known) return (false, known);
                if (callId is not null && !await context.Calls.AnyAsync(row => row.Id == callId, cancellationToken)) callId = null;
                context.AnsweredRequests.Add(new AnsweredRequestRow { By = by, Key = key, Request = request, CallId = callId, BegunUtc = now });
                return (true, null);
            },
            cancellationToken);
    }

    /// <summary>Keeps the answer. Whatever becomes of the connection: the work has been done.</summary>
    public Task EndAsync(string by, string key, int status, string? contentType, byte[] body) => work.ExecuteAsync(context => context.AnsweredRequests
        .Where(row => row.By == by && row.Key == key)
        .ExecuteUpdateAsync(row => row.SetProperty(one => one.Status, status).SetProperty(one => one.ContentType, contentType).SetProperty(one => one.Body, body)), CancellationToken.None);

    /// <summary>Lets the request begin anew.</summary>
    public Task ForgetAsync(string by, string key) => work.ExecuteAsync(
        context => context.AnsweredRequests.Where(row => row.By == by && row.Key == key).ExecuteDeleteAsync(), CancellationToken.None);
}
