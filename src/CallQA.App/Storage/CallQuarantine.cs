using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>Sets calls aside that cannot go on.</summary>
internal sealed class CallQuarantine(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>Sets a call aside; one that was erased meanwhile needs nothing.</summary>
    /// <exception cref="LeaseLostException">It is a worker that does, and the call is no longer its own.</exception>
    public Task SetAsideAsync(string callId, SetAside why, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await context.Calls.FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
            Lease.Check(callId, row);
            if (row is not null) SetAside(row, why);
            return row;
        },
        cancellationToken);

    /// <summary>Sets a call aside that is neither finished nor set aside; one that is finished meanwhile stays as it is.</summary>
    /// <returns>Whether it did.</returns>
    public Task<bool> SetUnfinishedAsideAsync(string callId, SetAside why, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await context.Calls.FirstOrDefaultAsync(row => row.Id == callId && row.Quarantine == null && row.Stage < CallStage.Scored, cancellationToken);
            if (row is not null) SetAside(row, why);
            return row is not null;
        },
        cancellationToken);

    /// <summary>Why a call is set aside; null when it is not, or is not there.</summary>
    public Task<SetAside?> FindAsync(string callId, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.Calls.Where(row => row.Id == callId && row.Quarantine != null && row.QuarantineCause != null)
            .Select(row => new SetAside(row.QuarantineCause!.Value, row.Quarantine!, row.QuarantineTrace))
            .FirstOrDefaultAsync(cancellationToken),
        cancellationToken);

    /// <summary>Lets a call go on that was set aside.</summary>
    /// <returns>Whether it was.</returns>
    public async Task<bool> ReleaseAsync(string callId, CancellationToken cancellationToken) =>
        await ReleaseAsync(calls => calls.Where(row => row.Id == callId), cancellationToken) > 0;

    /// <summary>Lets all calls go on that were set aside for one kind of reason.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> ReleaseAsync(SetAsideCause cause, CancellationToken cancellationToken) =>
        ReleaseAsync(calls => calls.Where(row => row.QuarantineCause == cause), cancellationToken);

    private void SetAside(CallRow row, SetAside why)
    {
        row.Quarantine = why.Reason;
        row.QuarantineCause = why.Cause;
        row.QuarantineTrace = why.Trace;
        row.QuarantinedUtc = CallMapping.Utc(clock.GetUtcNow());
        row.Attempts = 0;
        row.Free();
    }

    private Task<int> ReleaseAsync(Func<IQueryable<CallRow>, IQueryable<CallRow>> which, CancellationToken cancellationToken)
    {
        var now = CallMapping.Utc(clock.GetUtcNow());
        return work.ExecuteAsync(
            context => which(context.Calls.Where(row => row.Quarantine != null)).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Quarantine, (string?)null)
                    .SetProperty(row => row.QuarantineCause, (SetAsideCause?)null)
                    .SetProperty(row => row.QuarantineTrace, (string?)null)
                    .SetProperty(row => row.QuarantinedUtc, (DateTime?)null)
                    .SetProperty(row => row.WaitingSinceUtc, now)
                    .SetProperty(row => row.Attempts, 0)
                    .SetProperty(row => row.Version, row => row.Version + 1),
                cancellationToken),
            cancellationToken);
    }
}
