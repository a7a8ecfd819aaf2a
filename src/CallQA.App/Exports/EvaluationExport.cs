using System.Runtime.CompilerServices;
using CallQA.App.Review;
using CallQA.App.Storage;
using CallQA.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Exports;

/// <summary>Whose evaluations are exported.</summary>
internal enum ExportedBy
{
    /// <summary>The machine's and people's.</summary>
    All,

    /// <summary>The machine's.</summary>
    Machine,

    /// <summary>People's, without contributions to calibration sessions.</summary>
    Human,
}

/// <summary>Which evaluations are exported.</summary>
/// <param name="From">Made at or after this moment; null for all.</param>
/// <param name="Until">Made before this moment; null for all.</param>
/// <param name="By">Whose.</param>
/// <param name="Hidden">Calls that are left out.</param>
internal sealed record ExportQuery(DateTimeOffset? From, DateTimeOffset? Until, ExportedBy By, IReadOnlySet<string>? Hidden = null);

/// <summary>How far an export goes: what is evaluated later is not in it, so that two tables hold the same evaluations.</summary>
internal sealed record ExportBounds(long LastEvaluation, long LastReview);

/// <summary>Reads evaluations one after the other, however many there are: a stretch of them is in memory at a time.</summary>
internal sealed class EvaluationExport(IDbContextFactory<CallQADbContext> contexts)
{
    /// <summary>Evaluations read at a time.</summary>
    public const int Stretch = 500;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>The last evaluations there are now.</summary>
    public Task<ExportBounds> BoundsAsync(CancellationToken cancellationToken) => work.ReadAsync(
        async context => new ExportBounds(
            await context.Evaluations.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0, await context.Reviews.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0),
        cancellationToken);

    /// <summary>The evaluations, the machine's first, each in the order they were made.</summary>
    public async IAsyncEnumerable<ExportedEvaluation> ReadAsync(ExportQuery query, ExportBounds bounds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (DateTime From, DateTime Until) period = (query.From is { } from ? CallMapping.Utc(from) : DateTime.MinValue, query.Until is { } until ? CallMapping.Utc(until) : DateTime.MaxValue);
        if (query.By is ExportedBy.All or ExportedBy.Machine)
            await foreach (var entry in StretchesAsync((after, token) => MachineAsync(after, bounds, period, token), cancellationToken))
                if (query.Hidden?.Contains(entry.Call.Id) != true) yield return entry;
        if (query.By is ExportedBy.All or ExportedBy.Human)
            await foreach (var entry in StretchesAsync((after, token) => HumanAsync(after, bounds, period, token), cancellationToken))
                if (query.Hidden?.Contains(entry.Call.Id) != true) yield return entry;
    }

    private static async IAsyncEnumerable<ExportedEvaluation> StretchesAsync(
        Func<long, CancellationToken, Task<List<(long Id, ExportedEvaluation Entry)>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = 0L; ;)
        {
            var stretch = await read(after, cancellationToken);
            foreach (var (_, entry) in stretch) yield return entry;
            if (stretch.Count < Stretch) yield break;
            after = stretch[^1].Id;
        }
    }

    private Task<List<(long Id, ExportedEvaluation Entry)>> MachineAsync(long after, ExportBounds bounds, (DateTime From, DateTime Until) period, CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
        {
            var rows = await context.Evaluations
                .Where(row => row.Id > after && row.Id <= bounds.LastEvaluation && row.EvaluatedUtc >= period.From && row.EvaluatedUtc < period.Until)
                .OrderBy(row => row.Id).Take(Stretch)
                .Join(context.Calls, row => row.CallId, call => call.Id, (row, call) => new
                {
                    row.Id, row.Document, Call = call,
                    Current = call.CurrentTranscriptId == row.TranscriptId && !context.Evaluations.Any(later => later.CallId == row.CallId && later.TranscriptId == row.TranscriptId && later.Id > row.Id),
                })
                .OrderBy(row => row.Id).ToListAsync(cancellationToken);
            return rows.ConvertAll(row => (row.Id, ExportedEvaluation.Of(row.Id, CallMapping.ToCall(row.Call), StoredJson.Read<Evaluation>(row.Document), row.Current)));
        },
        cancellationToken);

    private Task<List<(long Id, ExportedEvaluation Entry)>> HumanAsync(long after, ExportBounds bounds, (DateTime From, DateTime Until) period, CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
        {
            var rows = await context.Reviews
                .Where(row => row.Id > after && row.Id <= bounds.LastReview && row.Kind != ReviewKind.Calibration && row.SubmittedUtc >= period.From && row.SubmittedUtc < period.Until)
                .OrderBy(row => row.Id).Take(Stretch)
                .Join(context.Calls, row => row.CallId, call => call.Id, (row, call) => new
                {
                    Row = row, Call = call, Current = !context.Reviews.Any(later => later.CallId == row.CallId && later.Kind != ReviewKind.Calibration && later.Id > row.Id),
                })
                .OrderBy(row => row.Row.Id).ToListAsync(cancellationToken);
            return rows.ConvertAll(row => (row.Row.Id, ExportedEvaluation.Of(CallMapping.ToCall(row.Call), row.Row.ToReview(), row.Current)));
        },
        cancellationToken);
}
