using CallQA.Recordings;
using CallQA.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>A calendar month with scored calls.</summary>
/// <param name="First">Its first day.</param>
/// <param name="LastEvaluated">When the last of its calls was evaluated.</param>
internal sealed record ReportMonth(DateOnly First, DateTimeOffset LastEvaluated);

/// <summary>Tells which months have calls to report on, from two columns instead of all documents.</summary>
internal sealed class ReportMonths(IDbContextFactory<CallQADbContext> contexts)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>The months in a time zone, the latest first. A call without a start counts in the month it was taken in.</summary>
    public async Task<IReadOnlyList<ReportMonth>> ListAsync(TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var moments = await work.ReadAsync(
            context => context.Evaluations
                .Where(evaluation => evaluation.Evaluator == Evaluator.Machine)
                .Join(
                    context.Calls.Where(call => call.Stage == CallStage.Scored && call.Quarantine == null),
                    evaluation => evaluation.TranscriptId,
                    call => call.CurrentTranscriptId,
                    (evaluation, call) => new { Begun = call.StartUtc ?? call.TakenInUtc, evaluation.EvaluatedUtc })
                .ToListAsync(cancellationToken),
            cancellationToken);
        return
        [
            .. moments.GroupBy(moment => MonthOf(moment.Begun, zone))
                .Select(month => new ReportMonth(month.Key, new DateTimeOffset(month.Max(moment => moment.EvaluatedUtc))))
                .OrderByDescending(month => month.First),
        ];
    }

    private static DateOnly MonthOf(DateTime utc, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        return new(local.Year, local.Month, 1);
    }
}
