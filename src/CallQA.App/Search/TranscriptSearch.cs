using CallQA.App.Scorecards;
using CallQA.App.Search.Index;
using CallQA.App.Search.Words;
using CallQA.App.Storage;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Search;

/// <summary>
/// Finds calls by what is said in them and by their figures. Hits come latest first by number, so that a page reads as many as it
/// shows however many there are; counting ends after a few thousand.
/// </summary>
internal sealed class TranscriptSearch(IDbContextFactory<CallQADbContext> contexts, ScorecardStore scorecards)
{
    /// <summary>Calls of a page.</summary>
    public const int PageSize = 20;

    private const int TurnsShown = 3;
    private const int HitsCounted = 3000;
    private const int CallsCounted = 1000;

    // So few calls are asked one by one; of more, a page is full soon.
    private const int FewCalls = 500;

    /// <param name="query">What is looked for.</param>
    /// <param name="before">Only calls before this number, from <see cref="FoundCalls.Next"/>; null from the latest on.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="turnsShown">Hits of one call that are returned.</param>
    public async Task<FoundCalls> FindAsync(TranscriptQuery query, long? before, CancellationToken cancellationToken, int turnsShown = TurnsShown)
    {
        var parsed = WordQueryParser.Parse(query.Words);
        if (parsed.Problem is not null) return FoundCalls.None;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return parsed.Query is null && query.Emotion is null
            ? await CallsAsync(context, query.Calls, before, cancellationToken)
            : await TurnsAsync(context, query, parsed.Query, before, turnsShown, cancellationToken);
    }

    private async Task<FoundCalls> CallsAsync(CallQADbContext context, CallCriteria criteria, long? before, CancellationToken cancellationToken)
    {
        var calls = CallCriteriaQuery.Where(context, criteria, await scorecards.InForceAsync(cancellationToken));
        var count = await calls.Select(row => row.Key).Take(CallsCounted + 1).CountAsync(cancellationToken);
        var keys = await calls.Where(row => before == null || row.Key < before).OrderByDescending(row => row.Key).Select(row => row.Key)
            .Take(PageSize + 1).ToArrayAsync(cancellationToken);
        return await PageAsync(context, criteria, [.. keys.Select(key => new Hits(key, []))], null, 0, (Math.Min(count, CallsCounted), count <= CallsCounted), cancellationToken);
    }

    private async Task<FoundCalls> TurnsAsync(
        CallQADbContext context, TranscriptQuery query, WordQuery? words, long? before, int turnsShown, CancellationToken cancellationToken)
    {
        var turns = await MeantAsync(context, query, words, cancellationToken);
        var first = await turns.OrderByDescending(turn => turn.Key).Select(turn => turn.Key).Take(HitsCounted).ToListAsync(cancellationToken);
        var exact = first.Count < HitsCounted;
        var count = first.Select(CallOf).Distinct().Count();
        var hits = before is null ? await GroupedAsync(turns, first, exact, cancellationToken) : await GroupedAsync(turns, [], false, cancellationToken, before);
        return await PageAsync(context, query.Calls, hits, words, turnsShown, (exact ? count : count - 1, exact), cancellationToken);
    }

    private async Task<IQueryable<SpokenTurnRow>> MeantAsync(CallQADbContext context, TranscriptQuery query, WordQuery? words, CancellationToken cancellationToken)
    {
        var turns = SpokenTurns.Holding(context, words);
        if (query.Calls.Narrows)
        {
            var calls = CallCriteriaQuery.Where(context, query.Calls, await scorecards.InForceAsync(cancellationToken));
            var few = await calls.Select(row => row.Key).Take(FewCalls + 1).ToArrayAsync(cancellationToken);
            turns = few.Length <= FewCalls
                ? SpokenTurns.Holding(context, words, few)
                : turns.Where(turn => calls.Any(row => row.Key == turn.CallKey));
        }

        if (query.Calls.From is { } from) turns = AtOrAfter(turns, CallKey.Turn(CallKey.First(from.UtcDateTime), 0));
        if (query.Calls.Until is { } until) turns = Before(turns, CallKey.Turn(CallKey.First(until.UtcDateTime), 0));
        if (query.Speaker is { } speaker) turns = turns.Where(turn => turn.Speaker == speaker);
        return query.Emotion is { } emotion ? turns.Where(turn => turn.Emotion == emotion) : turns;
    }

    // Hits of the calls of one page and of one more, which says that there are more; a call is whole once the next has begun.
    private static async Task<List<Hits>> GroupedAsync(
        IQueryable<SpokenTurnRow> turns, List<long> keys, bool exhausted, CancellationToken cancellationToken, long? before = null)
    {
        while (!exhausted && keys.Select(CallOf).Distinct().Count() <= PageSize)
        {
            var last = keys.Count > 0 ? keys[^1] : before is { } call ? CallKey.Turn(call, 0) : long.MaxValue;
            var more = await Before(turns, last).OrderByDescending(turn => turn.Key).Select(turn => turn.Key).Take(HitsCounted).ToListAsync(cancellationToken);
            keys.AddRange(more);
            exhausted = more.Count < HitsCounted;
        }

        return [.. keys.GroupBy(CallOf).Take(PageSize + 1).Select(group => new Hits(group.Key, [.. group.Order()]))];
    }

    private static IQueryable<SpokenTurnRow> AtOrAfter(IQueryable<SpokenTurnRow> turns, long key) => turns.Where(turn => turn.Key >= key);

    private static IQueryable<SpokenTurnRow> Before(IQueryable<SpokenTurnRow> turns, long key) => turns.Where(turn => turn.Key < key);

    private static long CallOf(long turnKey) => turnKey >> CallKey.TurnBits;

    private static async Task<FoundCalls> PageAsync(
        CallQADbContext context, CallCriteria criteria, List<Hits> hits, WordQuery? words, int turnsShown, (int Number, bool Exact) count, CancellationToken cancellationToken)
    {
        var shown = hits.Take(PageSize).ToList();
        long[] calls = [.. shown.Select(hit => hit.Call)];
        var rows = await context.CallFigures.Where(row => calls.Contains(row.Key))
            .Join(context.Calls, row => row.CallId, call => call.Id, (row, call) => new { Figures = row, call.ListedUtc, call.DurationTicks })
            .ToDictionaryAsync(row => row.Figures.Key, cancellationToken);
        long[] turnKeys = [.. shown.SelectMany(hit => hit.Turns.Take(turnsShown))];
        var turns = turnKeys.Length == 0 ? [] : await SpokenTurns.MarkedAsync(context, words, turnKeys, cancellationToken);
        var byKey = turns.ToDictionary(turn => turn.Key);
        // A call erased in between is left out.
        return new(
            [.. shown.Where(hit => rows.ContainsKey(hit.Call)).Select(hit =>
            {
                var row = rows[hit.Call];
                return new FoundCall(
                    row.Figures.CallId, row.Figures.AgentName ?? row.Figures.AgentId, row.Figures.Queue, new DateTimeOffset(row.ListedUtc),
                    TimeSpan.FromTicks(row.DurationTicks), ResultOf(row.Figures, criteria),
                    [.. hit.Turns.Take(turnsShown).Where(byKey.ContainsKey).Select(key => ToTurn(byKey[key], Hides(row.Figures, criteria)))], Math.Max(0, hit.Turns.Count - turnsShown));
            })],
            count.Number, count.Exact, hits.Count > PageSize ? shown[^1].Call : null);
    }

    // Agents are not shown what the machine says of their calls.
    private static bool Hides(CallFigureRow figures, CallCriteria criteria) => criteria.OnlyAgent is not null || criteria.Blind.Contains(figures.CallId);

    private static double? ResultOf(CallFigureRow figures, CallCriteria criteria) =>
        Hides(figures, criteria) ? null : criteria.Scores == ScoreSource.People ? figures.HumanOverall : figures.Overall;

    private static FoundTurn ToTurn(MarkedTurn turn, bool hidden) => new(
        CallKey.TurnOf(turn.Key), (Speaker)turn.Speaker, turn.StartTicks is { } start ? TimeSpan.FromTicks(start) : null, hidden ? null : turn.Emotion, Snippet.Of(turn.Text));

    private sealed record Hits(long Call, IReadOnlyList<long> Turns);
}
