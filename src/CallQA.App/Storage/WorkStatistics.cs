using CallQA.App.Jobs;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>How many calls are in a state.</summary>
/// <param name="Stage">How far they have come.</param>
/// <param name="Cause">Why they are set aside; null when they are not.</param>
/// <param name="Calls">How many.</param>
internal sealed record StateCount(CallStage Stage, SetAsideCause? Cause, int Calls);

/// <summary>How long a stage takes.</summary>
/// <param name="Stage">The stage reached.</param>
/// <param name="Runs">How often it was reached.</param>
/// <param name="Elapsed">Time of all of them together.</param>
/// <param name="Audio">Length of the recordings.</param>
internal sealed record StageTime(CallStage Stage, int Runs, TimeSpan Elapsed, TimeSpan Audio);

/// <summary>Counts over the whole store, made by the database.</summary>
internal sealed class WorkStatistics(IDbContextFactory<CallQADbContext> contexts)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>Calls by state.</summary>
    public Task<List<StateCount>> StatesAsync(CancellationToken cancellationToken) => work.ReadAsync(
        context => context.Calls.GroupBy(row => new { row.Stage, row.QuarantineCause })
            .Select(group => new StateCount(group.Key.Stage, group.Key.QuarantineCause, group.Count()))
            .ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>Since when the longest waiting call waits; null when none waits.</summary>
    public Task<DateTime?> OldestWaitingAsync(CancellationToken cancellationToken) => work.ReadAsync(
        context => context.Calls.Where(row => row.Stage < CallStage.Scored && row.Quarantine == null).MinAsync(row => (DateTime?)(row.WaitingSinceUtc ?? row.TakenInUtc), cancellationToken),
        cancellationToken);

    /// <summary>Calls being worked on now.</summary>
    public Task<int> AtWorkAsync(DateTimeOffset now, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.Calls.CountAsync(row => row.LeasedUntilUtc > CallMapping.Utc(now), cancellationToken), cancellationToken);

    /// <summary>Stages done in a stretch of time.</summary>
    public Task<List<StageTime>> StagesAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (begin, end) = (CallMapping.Utc(from), CallMapping.Utc(until));
        return work.ReadAsync(
            async context =>
            {
                var rows = await context.StageRuns.Where(row => row.EndedUtc >= begin && row.EndedUtc < end)
                    .GroupBy(row => row.Stage)
                    .Select(group => new { Stage = group.Key, Runs = group.Count(), Elapsed = group.Sum(row => row.ElapsedTicks), Audio = group.Sum(row => row.AudioTicks) })
                    .ToListAsync(cancellationToken);
                return rows.ConvertAll(row => new StageTime(row.Stage, row.Runs, TimeSpan.FromTicks(row.Elapsed), TimeSpan.FromTicks(row.Audio)));
            },
            cancellationToken);
    }

    /// <summary>What the workers did in a stretch of time.</summary>
    public async Task<WorkDone> DoneAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (begin, end) = (CallMapping.Utc(from), CallMapping.Utc(until));
        var stages = await StagesAsync(from, until, cancellationToken);
        var heard = stages.Find(stage => stage.Stage == CallStage.Transcribed);
        return await work.ReadAsync(
            async context => new WorkDone(
                await context.Calls.CountAsync(row => row.TakenInUtc >= begin && row.TakenInUtc < end, cancellationToken),
                stages.Find(stage => stage.Stage == CallStage.Scored)?.Runs ?? 0,
                await context.Calls.CountAsync(row => row.QuarantinedUtc >= begin && row.QuarantinedUtc < end, cancellationToken),
                await context.QuarantinedFiles.CountAsync(row => row.QuarantinedUtc >= begin && row.QuarantinedUtc < end, cancellationToken),
                heard?.Audio.TotalHours ?? 0,
                TimeSpan.FromTicks(await context.StageRuns.Where(row => row.EndedUtc >= begin && row.EndedUtc < end)
                    .SumAsync(row => row.ElapsedTicks * row.Cores, cancellationToken)).TotalHours,
                heard is { Audio.Ticks: > 0 } ? heard.Elapsed / heard.Audio : null),
            cancellationToken);
    }
}
