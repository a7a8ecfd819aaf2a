using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>
/// Who is at work on which call, and what is unfinished. A call being worked on is leased: no other process begins it, until
/// the lease has not been renewed for a while because its process died.
/// </summary>
internal sealed class CallProgress(IDbContextFactory<CallQADbContext> contexts, WorkerIdentity worker, TimeProvider clock)
{
    /// <summary>So long a lease holds unless it is renewed.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Leases a call and counts an attempt at its present stage before it begins, so that a killed process is counted too.</summary>
    /// <returns>Null when another process is at work on it, or when nothing is left to do.</returns>
    public Task<Attempt?> BeginAsync(string callId, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await context.Calls.FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
            var now = CallMapping.Utc(clock.GetUtcNow());
            if (row is null || row.Quarantine is not null || row.Stage == CallStage.Scored) return null;
            if (row.Worker != worker.Name && row.LeasedUntilUtc > now) return null;
            row.Worker = worker.Name;
            row.WorkerCores = row.Stage == CallStage.TakenIn ? worker.Cores : 1;
            row.BegunUtc = now;
            row.LeasedUntilUtc = now + LeaseTime;
            return new Attempt(++row.Attempts, row.SpeechModel, new(callId, worker.Name, now));
        },
        cancellationToken);

    /// <summary>Keeps the lease of a call that is still being worked on.</summary>
    /// <returns>False when the work is no longer wanted: the call was set aside, erased, or is another's by now.</returns>
    public Task<bool> RenewAsync(Lease lease, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await context.Calls.FirstOrDefaultAsync(row => row.Id == lease.CallId, cancellationToken);
            if (row is null || row.Quarantine is not null || !lease.Holds(row)) return false;
            row.LeasedUntilUtc = CallMapping.Utc(clock.GetUtcNow()) + LeaseTime;
            return true;
        },
        cancellationToken);

    /// <summary>Gives a call back whose stage was not finished.</summary>
    /// <param name="lease">The lease; one that is lost needs nothing.</param>
    /// <param name="counts">Whether the attempt counts: not one that was stopped in an orderly way.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public Task ReturnAsync(Lease lease, bool counts, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await context.Calls.FirstOrDefaultAsync(row => row.Id == lease.CallId, cancellationToken);
            if (row is null || !lease.Holds(row)) return row;
            row.Free();
            if (!counts) row.Attempts = Math.Max(0, row.Attempts - 1);
            return row;
        },
        cancellationToken);

    /// <summary>Ends all leases, where no other process can hold any.</summary>
    public Task FreeAllAsync(CancellationToken cancellationToken) => work.ExecuteAsync(
        context => context.Calls.Where(row => row.LeasedUntilUtc != null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LeasedUntilUtc, (DateTime?)null)
                .SetProperty(row => row.Worker, (string?)null)
                .SetProperty(row => row.Version, row => row.Version + 1),
            cancellationToken),
        cancellationToken);

    /// <summary>What is left to do for one call; null when nothing is, or it is set aside or gone.</summary>
    public Task<UnfinishedCall?> FindUnfinishedAsync(string callId, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.Calls.Where(row => row.Id == callId && row.Stage < CallStage.Scored && row.Quarantine == null)
            .Select(row => new UnfinishedCall(row.Id, row.Stage, row.Priority)).FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <summary>Calls that are neither finished, set aside nor being worked on: the most urgent first, then the oldest.</summary>
    public Task<List<UnfinishedCall>> UnfinishedAsync(int most, CancellationToken cancellationToken) =>
        UnfinishedAsync(CallStage.TakenIn, CallStage.Measured, most, cancellationToken);

    /// <summary>The same of those that have come from one stage to another.</summary>
    public Task<List<UnfinishedCall>> UnfinishedAsync(CallStage first, CallStage last, int most, CancellationToken cancellationToken)
    {
        var now = CallMapping.Utc(clock.GetUtcNow());
        return work.ReadAsync(
            context => context.Calls
                .Where(row => row.Stage < CallStage.Scored && row.Quarantine == null)
                .Where(row => row.Stage >= first && row.Stage <= last)
                .Where(row => row.LeasedUntilUtc == null || row.LeasedUntilUtc <= now)
                .OrderByDescending(row => row.Priority).ThenBy(row => row.TakenInUtc).ThenBy(row => row.Id)
                .Take(most)
                .Select(row => new UnfinishedCall(row.Id, row.Stage, row.Priority))
                .ToListAsync(cancellationToken),
            cancellationToken);
    }
}

/// <summary>One beginning of a stage.</summary>
/// <param name="Number">From 1; counted anew when a stage is saved.</param>
/// <param name="SpeechModel">Speech model asked for; null for that of the settings.</param>
/// <param name="Lease">The right to the call while it is renewed.</param>
internal sealed record Attempt(int Number, string? SpeechModel, Lease Lease);

/// <summary>A call with work left to do.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Priority">Higher goes first.</param>
internal sealed record UnfinishedCall(string CallId, CallStage Stage, int Priority);
