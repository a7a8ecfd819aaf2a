using System.Security.Cryptography;
using System.Text;
using CallQA.Coaching;
using CallQA.Recordings;
using CallQA.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>A calendar month with scored calls.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Content">Another one whenever a call of the month, its metadata, its evaluation or its review has changed.</param>
internal sealed record ReportMonth(DateOnly First, string Content);

/// <summary>Tells which months have calls to report on, from a few columns instead of all documents.</summary>
internal sealed class ReportMonths(IDbContextFactory<CallQADbContext> contexts)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>The months in a time zone, the latest first. A call without a start counts in the month it was taken in.</summary>
    public async Task<IReadOnlyList<ReportMonth>> ListAsync(TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var calls = await work.ReadAsync(
            context => context.Calls
                .Select(call => new
                {
                    call.Id,
                    Begun = call.StartUtc ?? call.TakenInUtc,
                    IsScored = call.Stage == CallStage.Scored && call.Quarantine == null,
                    call.Version,
                    Evaluation = context.Evaluations
                        .Where(row => row.Evaluator == Evaluator.Machine && row.TranscriptId == call.CurrentTranscriptId)
                        .Max(row => (long?)row.Id),
                    Review = context.Standings.Where(row => row.CallId == call.Id).Select(row => (long?)row.ReviewId).FirstOrDefault(),
                })
                .ToListAsync(cancellationToken),
            cancellationToken);
        return
        [
            .. calls.GroupBy(call => MonthOf(call.Begun, zone))
                .Where(month => month.Any(call => call.IsScored && call.Evaluation is not null))
                .Select(month => new ReportMonth(
                    month.Key, Digest(month.Select(call => FormattableString.Invariant($"{call.Id} {call.Version} {call.Evaluation} {call.Review}")))))
                .OrderByDescending(month => month.First),
        ];
    }

    /// <summary>Whether one of some calls is no longer in a period: erased, or begun on another day after all.</summary>
    public async Task<bool> HasLostAsync(ReportPeriod period, IEnumerable<string> calls, CancellationToken cancellationToken)
    {
        var (start, end) = (CallMapping.Utc(period.Start), CallMapping.Utc(period.End));
        var present = await work.ReadAsync(
            context => context.Calls.Where(row => row.ListedUtc >= start && row.ListedUtc < end).Select(row => row.Id).ToListAsync(cancellationToken), cancellationToken);
        return !present.ToHashSet(StringComparer.Ordinal).IsSupersetOf(calls);
    }

    private static string Digest(IEnumerable<string> lines) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines.Order(StringComparer.Ordinal)))));

    private static DateOnly MonthOf(DateTime utc, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        return new(local.Year, local.Month, 1);
    }
}
