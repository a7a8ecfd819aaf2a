using CallQA.App.Search.Index;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>
/// Runs a change against a fresh context and commits all of it in one transaction. When another process was faster, the
/// change is made again on what that process left, where it finds its work done: that is what makes saving idempotent.
/// </summary>
internal sealed class UnitOfWork(IDbContextFactory<CallQADbContext> contexts)
{
    private const int Attempts = 8;

    /// <summary>Reads; nothing is tracked or saved.</summary>
    public async Task<T> ReadAsync<T>(Func<CallQADbContext, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await read(context);
    }

    /// <summary>One statement that changes many rows, which is a transaction of its own.</summary>
    public async Task<int> ExecuteAsync(Func<CallQADbContext, Task<int>> statement, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await statement(context);
    }

    public Task<T> CommitAsync<T>(Func<CallQADbContext, Task<T>> change, CancellationToken cancellationToken) =>
        AttemptAsync(context => SaveAsync(context, change, cancellationToken), cancellationToken);

    /// <summary>The same for a change that saves in between, because its rows name each other: all of it is one transaction.</summary>
    public Task<T> CommitInStepsAsync<T>(Func<CallQADbContext, Task<T>> change, CancellationToken cancellationToken) => AttemptAsync(
        context => context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var result = await SaveAsync(context, change, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }),
        cancellationToken);

    private async Task<T> AttemptAsync<T>(Func<CallQADbContext, Task<T>> run, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            // Even for one statement: SQLite waits for its turn at the beginning of a transaction, and fails at its end.
            context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
            try
            {
                return await run(context);
            }
            catch (DbUpdateException exception) when (attempt < Attempts && UniqueViolation.IsLostRace(exception))
            {
                // What won the race is in the database now; the next attempt reads it.
            }
        }
    }

    private static async Task<T> SaveAsync<T>(CallQADbContext context, Func<CallQADbContext, Task<T>> change, CancellationToken cancellationToken)
    {
        var result = await change(context);
        CountUpVersions(context);
        await context.SaveChangesAsync(cancellationToken);
        return result;
    }

    private static void CountUpVersions(CallQADbContext context)
    {
        foreach (var entry in context.ChangeTracker.Entries<CallFigureRow>())
            if (entry.State is EntityState.Added or EntityState.Modified) entry.Entity.ChangedUtc = CallMapping.Utc(TimeProvider.System.GetUtcNow());
        foreach (var entry in context.ChangeTracker.Entries<CallRow>())
            if (entry.State == EntityState.Modified) entry.Entity.Version++;
    }
}
