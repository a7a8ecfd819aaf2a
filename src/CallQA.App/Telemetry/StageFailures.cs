using System.Collections.Concurrent;
using System.Data.Common;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Telemetry;

/// <summary>
/// Counts attempts at stages that failed, by stage and reason, in the database: so any process tells of all of them, also of those that have ended. They are
/// counted here first and entered a little later, so that a failure costs nothing more, least of all when the database is what fails.
/// </summary>
internal sealed class StageFailures(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(2);

    private readonly UnitOfWork work = new(contexts);
    private readonly ConcurrentDictionary<(string Stage, string Reason), long> owed = new();

    /// <summary>Counts one.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="reason">The kind of the failure, see <see cref="StageSpan.ReasonOf"/>.</param>
    public void Add(string stage, string reason) => Owe((stage, reason), 1);

    /// <summary>Enters what was counted since the last time; what cannot be entered is entered another time.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        foreach (var key in owed.Keys)
        {
            if (!owed.TryRemove(key, out var count)) continue;
            try
            {
                await EnterAsync(key, count, cancellationToken);
            }
            catch
            {
                Owe(key, count);
                throw;
            }
        }
    }

    /// <summary>What all processes have entered.</summary>
    public Task<List<StageFailureRow>> ListAsync(CancellationToken cancellationToken) => work.ReadAsync(
        context => context.StageFailures.OrderBy(row => row.Stage).ThenBy(row => row.Reason).ToListAsync(cancellationToken), cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (owed.IsEmpty) return;
        using var limit = new CancellationTokenSource(LastMoment, clock);
        try
        {
            await EnterAsync(limit.Token);
        }
#pragma warning disable CA1031 // The process ends, and its last failures are missing from a count: no reason for another failure.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Nobody is left to enter it.
        }
    }

    /// <summary>Whether entering failed in a way that says nothing of the program: the database is away, or the time was up.</summary>
    public static bool IsForLater(Exception exception) => exception is DbException or DbUpdateException or OperationCanceledException || MachineTrouble.Is(exception);

    private Task<bool> EnterAsync((string Stage, string Reason) key, long count, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var (stage, reason) = key;
            var known = await context.StageFailures.Where(row => row.Stage == stage && row.Reason == reason)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Attempts, row => row.Attempts + count), cancellationToken);
            if (known == 0) context.StageFailures.Add(new() { Stage = stage, Reason = reason, Attempts = count });
            return true;
        },
        cancellationToken);

    private void Owe((string Stage, string Reason) key, long count) => owed.AddOrUpdate(key, count, (_, before) => before + count);
}
