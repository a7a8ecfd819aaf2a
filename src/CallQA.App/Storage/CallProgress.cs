using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>What the worker asks about calls besides their content: which are unfinished, and how often one was begun.</summary>
internal sealed class CallProgress(IDbContextFactory<CallQADbContext> contexts)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>Counts an attempt at the call's present stage before it begins, so that a killed process is counted too.</summary>
    /// <returns>The number of this attempt, from 1. The count starts again when a stage is saved.</returns>
    public Task<int> BeginAsync(string callId, CancellationToken cancellationToken) =>
        ChangeAsync(callId, attempts => attempts + 1, cancellationToken);

    /// <summary>Takes an attempt back that was stopped in an orderly way.</summary>
    public Task TakeBackAsync(string callId, CancellationToken cancellationToken) =>
        ChangeAsync(callId, attempts => Math.Max(0, attempts - 1), cancellationToken);

    /// <summary>Calls that are neither scored nor set aside, oldest first, with their stage.</summary>
    public Task<List<UnfinishedCall>> UnfinishedAsync(CancellationToken cancellationToken) => work.ReadAsync(
        context => context.Calls
            .Where(row => row.Stage != CallStage.Scored && row.Quarantine == null)
            .OrderBy(row => row.TakenInUtc).ThenBy(row => row.Id)
            .Select(row => new UnfinishedCall(row.Id, row.Stage))
            .ToListAsync(cancellationToken),
        cancellationToken);

    private Task<int> ChangeAsync(string callId, Func<int, int> change, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await context.Calls.FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
            return row is null ? 0 : row.Attempts = change(row.Attempts);
        },
        cancellationToken);
}

/// <summary>A call with work left to do.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Stage">How far it has come.</param>
internal sealed record UnfinishedCall(string CallId, CallStage Stage);
