using System.Diagnostics.CodeAnalysis;
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
    bool? NeedsReview)
{
    /// <summary>The line without what the machine says.</summary>
    public CallLine WithoutScores() => this with { Empathy = null, Courtesy = null, Resolution = null, Overall = null, NeedsReview = null };
}

/// <summary>One page of lines.</summary>
/// <param name="Lines">The lines, newest call first.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="Pages">Number of pages, at least 1.</param>
/// <param name="Total">Number of lines on all pages; of more than 10,000 it may be some seconds old.</param>
/// <param name="Next">Cursor of the following page; null on the last.</param>
/// <param name="Previous">Cursor of the page before; null on the first.</param>
internal sealed record CallPageOfLines(IReadOnlyList<CallLine> Lines, int Page, int Pages, int Total, string? Next, string? Previous)
{
    /// <summary>The page for somebody who has to score some calls blind: without their scores, and without them where being listed tells a result.</summary>
    public CallPageOfLines Hiding(IReadOnlySet<string> blind, CallsShown shown) => blind.Count == 0 ? this : this with
    {
        Lines = [.. Lines.Where(line => shown != CallsShown.NeedsReview || !blind.Contains(line.Id)).Select(line => blind.Contains(line.Id) ? line.WithoutScores() : line)],
    };
}

/// <summary>Reads the first page from the columns beside the documents: no transcript is loaded for a list.</summary>
internal sealed class CallListing(IDbContextFactory<CallQADbContext> contexts, CallCounts counts)
{
    public const int PageSize = 50;

    /// <param name="shown">Which calls.</param>
    /// <param name="agent">Only this agent's, by identifier or name; null for all.</param>
    /// <param name="page">Number of the page, from 1.</param>
    /// <param name="onlyAgent">Identifier of the only agent whose calls the reader may see; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="from">Where the page begins or ends; without it, its number tells.</param>
    public async Task<CallPageOfLines> ReadAsync(
        CallsShown shown, string? agent, int page, string? onlyAgent, CancellationToken cancellationToken, ListCursor? from = null)
    {
        var total = await TotalAsync(shown, agent, onlyAgent, cancellationToken);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // Identifiers first, which the index alone tells; then the rows of one page.
        var ids = await Page(Listed(context, shown, agent, onlyAgent), page, total, from).Select(row => row.Id).ToListAsync(cancellationToken);
        var rows = await context.Calls.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken);
        rows = [.. rows.OrderByDescending(row => row.ListedUtc).ThenBy(row => row.Id, StringComparer.Ordinal)];
        // Agents are shown what people say of their calls, not what the machine suggests.
        var scores = onlyAgent is null ? await ScoresAsync(context, rows, cancellationToken) : [];
        return new(
            [.. rows.Select(row => ToLine(row, scores.GetValueOrDefault(row.CurrentTranscriptId ?? 0)))], page, pages, total,
            page < pages && rows.Count > 0 ? new ListCursor(rows[^1].ListedUtc, rows[^1].Id, Back: false).ToString() : null,
            page > 1 && rows.Count > 0 ? new ListCursor(rows[0].ListedUtc, rows[0].Id, Back: true).ToString() : null);
    }

    // Only the numbers of the lists of all calls are kept; those of one agent's are counted by an index.
    private Task<int> TotalAsync(CallsShown shown, string? agent, string? onlyAgent, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(agent) && onlyAgent is null
            ? counts.OfAsync(shown, token => CountAsync(shown, null, null, token), cancellationToken)
            : CountAsync(shown, agent, onlyAgent, cancellationToken);

    private async Task<int> CountAsync(CallsShown shown, string? agent, string? onlyAgent, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Listed(context, shown, agent, onlyAgent).CountAsync(cancellationToken);
    }

    private static IQueryable<CallRow> Listed(CallQADbContext context, CallsShown shown, string? agent, string? onlyAgent)
    {
        var calls = Shown(context, shown);
        if (!string.IsNullOrWhiteSpace(agent)) calls = calls.Where(row => row.AgentId == agent || row.AgentName == agent);
        return onlyAgent is null ? calls : calls.Where(row => row.AgentId == onlyAgent);
    }

    // A page that is only numbered is counted from the nearer end.
    [SuppressMessage("Globalization", "CA1309", Justification = "The database compares, by code point; it knows no other comparison.")]
    private static IQueryable<CallRow> Page(IQueryable<CallRow> calls, int page, int total, ListCursor? from)
    {
        var before = (page - 1) * PageSize;
        var after = Math.Max(0, total - before - PageSize);
        return from switch
        {
            { Back: false } => Down(calls.Where(row =>
                row.ListedUtc <= from.ListedUtc && (row.ListedUtc < from.ListedUtc || string.Compare(row.Id, from.CallId) > 0))).Take(PageSize),
            { Back: true } => Up(calls.Where(row =>
                row.ListedUtc >= from.ListedUtc && (row.ListedUtc > from.ListedUtc || string.Compare(row.Id, from.CallId) < 0))).Take(PageSize),
            _ => before <= after ? Down(calls).Skip(before).Take(PageSize) : Up(calls).Skip(after).Take(Math.Min(PageSize, total - before)),
        };
    }

    private static IOrderedQueryable<CallRow> Down(IQueryable<CallRow> calls) => calls.OrderByDescending(row => row.ListedUtc).ThenBy(row => row.Id);

    private static IOrderedQueryable<CallRow> Up(IQueryable<CallRow> calls) => calls.OrderBy(row => row.ListedUtc).ThenByDescending(row => row.Id);

    private static IQueryable<CallRow> Shown(CallQADbContext context, CallsShown shown) => shown switch
    {
        CallsShown.Unfinished => context.Calls.Where(row => row.Stage < CallStage.Scored && row.Quarantine == null),
        CallsShown.Scored => context.Calls.Where(row => row.Stage == CallStage.Scored && row.QuarantineCause == null),
        CallsShown.Quarantined => context.Calls.Where(row => row.Quarantine != null),
        CallsShown.NeedsReview => context.Calls.Where(row => row.NeedsReview),
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
