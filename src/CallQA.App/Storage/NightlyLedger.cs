using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>A night's run as it was kept.</summary>
/// <param name="Due">The time it was for.</param>
/// <param name="Begun">When it began.</param>
/// <param name="Ended">When it ended; null while it runs, or when its process died.</param>
/// <param name="Report">Its report as JSON.</param>
internal sealed record NightlyEntry(DateTimeOffset Due, DateTimeOffset Begun, DateTimeOffset? Ended, string? Report);

/// <summary>One process's right to run a night, until another one takes the run over.</summary>
/// <param name="Due">The time it is for.</param>
/// <param name="Owner">Unlike that of any other run, even of the same process.</param>
internal sealed record NightlyClaim(DateTimeOffset Due, string Owner);

/// <summary>Which nights have been run. At most one run goes on at a time, over all processes.</summary>
internal sealed class NightlyLedger(IDbContextFactory<CallQADbContext> contexts, WorkerIdentity worker, TimeProvider clock)
{
    /// <summary>A run that has not been seen for so long died with its process.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private readonly UnitOfWork work = new(contexts);

    /// <summary>
    /// Whether a night is still to be run: neither done nor under way, and not from before there was anything. Who asks first begins the counting
    /// of nights, so that the next one is owed even where no call has come: it may be the night that fetches the first.
    /// </summary>
    public Task<bool> IsOwedAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        var (at, silent) = Moments(due);
        return work.CommitAsync(
            async context =>
            {
                if (await context.NightlyRuns.AnyAsync(row => (row.DueUtc >= at && row.EndedUtc != null) || (row.Running != null && row.SeenUtc > silent), cancellationToken)) return false;
                if (await context.NightlyRuns.AnyAsync(cancellationToken) || await context.Calls.AnyAsync(row => row.TakenInUtc < at, cancellationToken)) return true;
                BeginCounting(context);
                return false;
            },
            cancellationToken);
    }

    /// <summary>Begins a run, or takes over one whose process died.</summary>
    /// <returns>Null when it is done or a run is under way.</returns>
    public Task<NightlyClaim?> TryBeginAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        var (at, silent) = Moments(due);
        var now = CallMapping.Utc(clock.GetUtcNow());
        var claim = new NightlyClaim(due, $"{worker.Name}:{Guid.NewGuid():N}");
        return work.CommitAsync<NightlyClaim?>(
            async context =>
            {
                var known = await context.NightlyRuns.Where(row => row.Running != null || row.DueUtc == at).ToListAsync(cancellationToken);
                if (known.Exists(row => (row.DueUtc == at && row.EndedUtc is not null) || (row.Running is not null && row.SeenUtc > silent))) return null;
                known.ForEach(row => row.Running = null);
                var row = known.Find(row => row.DueUtc == at)
                    ?? context.NightlyRuns.Add(new NightlyRunRow { DueUtc = at, Worker = "", BegunUtc = now, SeenUtc = now }).Entity;
                row.Running = 1;
                row.Worker = claim.Owner;
                row.SeenUtc = now;
                return claim;
            },
            cancellationToken);
    }

    /// <summary>Tells that the run goes on.</summary>
    /// <returns>False, and nothing is changed, when another process has taken it over.</returns>
    public Task<bool> SeenAsync(NightlyClaim claim, CancellationToken cancellationToken) => ChangeAsync(claim, (row, now) => row.SeenUtc = now, cancellationToken);

    /// <summary>Ends the run.</summary>
    /// <returns>False, and nothing is changed, when another process has taken it over.</returns>
    public Task<bool> EndAsync(NightlyClaim claim, string report, CancellationToken cancellationToken) => ChangeAsync(
        claim,
        (row, now) => (row.EndedUtc, row.Report, row.Running) = (now, report, null),
        cancellationToken);

    /// <summary>The runs, the latest first.</summary>
    public Task<List<NightlyEntry>> ListAsync(int most, CancellationToken cancellationToken) => work.ReadAsync(
        context => Runs(context).OrderByDescending(row => row.DueUtc).Take(most)
            .Select(row => new NightlyEntry(
                new DateTimeOffset(row.DueUtc), new DateTimeOffset(row.BegunUtc), row.EndedUtc == null ? null : new DateTimeOffset(row.EndedUtc.Value), row.Report))
            .ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>When the last run ended that has; null when none has.</summary>
    public async Task<DateTimeOffset?> LastEndedAsync(CancellationToken cancellationToken) =>
        await work.ReadAsync(context => Runs(context).MaxAsync(row => row.EndedUtc, cancellationToken), cancellationToken) is { } ended ? new DateTimeOffset(ended) : null;

    // Without the row that the counting began with, which has ended and has no report.
    private static IQueryable<NightlyRunRow> Runs(CallQADbContext context) => context.NightlyRuns.Where(row => row.EndedUtc == null || row.Report != null);

    private void BeginCounting(CallQADbContext context)
    {
        var now = CallMapping.Utc(clock.GetUtcNow());
        context.NightlyRuns.Add(new NightlyRunRow { DueUtc = now, Worker = worker.Name, BegunUtc = now, SeenUtc = now, EndedUtc = now });
    }

    private (DateTime At, DateTime Silent) Moments(DateTimeOffset due) => (CallMapping.Utc(due), CallMapping.Utc(clock.GetUtcNow() - Silence));

    private Task<bool> ChangeAsync(NightlyClaim claim, Action<NightlyRunRow, DateTime> change, CancellationToken cancellationToken)
    {
        var at = CallMapping.Utc(claim.Due);
        return work.CommitAsync(
            async context =>
            {
                var row = await context.NightlyRuns.FirstOrDefaultAsync(row => row.DueUtc == at && row.Running != null && row.Worker == claim.Owner, cancellationToken);
                if (row is null) return false;
                change(row, CallMapping.Utc(clock.GetUtcNow()));
                return true;
            },
            cancellationToken);
    }
}
