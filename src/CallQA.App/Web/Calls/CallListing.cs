using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Web.Calls;

/// <summary>Which calls the first page shows.</summary>
public enum CallsShown
{
    All,
    Unfinished,
    Scored,
    NeedsReview,
    Quarantined,
}

/// <summary>One line of the first page.</summary>
public sealed record CallLine(
    string Id,
    string? Agent,
    DateTime? StartUtc,
    TimeSpan Duration,
    CallStage Stage,
    string? Quarantine,
    int? Empathy,
    int? Courtesy,
    Resolution? Resolution,
    double? Overall,
    bool? NeedsReview);

/// <summary>One page of lines.</summary>
/// <param name="Lines">The lines, newest call first.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="Pages">Number of pages, at least 1.</param>
/// <param name="Total">Number of lines on all pages.</param>
internal sealed record CallPageOfLines(IReadOnlyList<CallLine> Lines, int Page, int Pages, int Total);

/// <summary>Reads the first page from the columns beside the documents: no transcript is loaded for a list.</summary>
internal sealed class CallListing(IDbContextFactory<CallQADbContext> contexts)
{
    public const int PageSize = 50;

    public async Task<CallPageOfLines> ReadAsync(
        CallsShown shown, string? agent, int page, string? onlyAgent, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var calls = Shown(context, shown);
        if (!string.IsNullOrWhiteSpace(agent)) calls = calls.Where(row => row.AgentId == agent || row.AgentName == agent);
        if (onlyAgent is not null) calls = calls.Where(row => row.AgentId == onlyAgent);
        var total = await calls.CountAsync(cancellationToken);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var rows = await calls.AsNoTracking()
            .OrderByDescending(row => row.ListedUtc).ThenBy(row => row.Id)
            .Skip((page - 1) * PageSize).Take(PageSize)
            .ToListAsync(cancellationToken);
        // Agents are shown what people say of their calls, not what the machine suggests.
        var scores = onlyAgent is null ? await ScoresAsync(context, rows, cancellationToken) : [];
        return new([.. rows.Select(row => ToLine(row, scores.GetValueOrDefault(row.CurrentTranscriptId ?? 0)))], page, pages, total);
    }

    private static IQueryable<CallRow> Shown(CallQADbContext context, CallsShown shown) => shown switch
    {
        CallsShown.Unfinished => context.Calls.Where(row => row.Stage < CallStage.Scored && row.Quarantine == null),
        CallsShown.Scored => context.Calls.Where(row => row.Stage == CallStage.Scored && row.Quarantine == null),
        CallsShown.Quarantined => context.Calls.Where(row => row.Quarantine != null),
        CallsShown.NeedsReview => context.Calls.Where(row => context.Evaluations.Any(
            evaluation => evaluation.TranscriptId == row.CurrentTranscriptId && evaluation.NeedsReview && evaluation.Evaluator == Evaluator.Machine)),
        _ => context.Calls,
    };

    private static async Task<Dictionary<long, Scores>> ScoresAsync(
        CallQADbContext context, List<CallRow> rows, CancellationToken cancellationToken)
    {
        var transcripts = rows.Select(row => row.CurrentTranscriptId).OfType<long>().ToArray();
        var scores = await context.Evaluations
            .Where(row => row.Evaluator == Evaluator.Machine && transcripts.Contains(row.TranscriptId))
            .Select(row => new Scores(row.Id, row.TranscriptId, row.Empathy, row.Courtesy, row.Resolution, row.Overall, row.NeedsReview))
            .ToListAsync(cancellationToken);
        return scores.GroupBy(score => score.TranscriptId).ToDictionary(group => group.Key, group => group.MaxBy(score => score.Id)!);
    }

    private static CallLine ToLine(CallRow row, Scores? scores) => new(
        row.Id, row.AgentName ?? row.AgentId, row.StartUtc, TimeSpan.FromTicks(row.DurationTicks), row.Stage, row.Quarantine,
        scores?.Empathy, scores?.Courtesy, scores?.Resolution, scores?.Overall, scores?.NeedsReview);

    private sealed record Scores(
        long Id, long TranscriptId, int? Empathy, int? Courtesy, Resolution? Resolution, double? Overall, bool NeedsReview);
}
