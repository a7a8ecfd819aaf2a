using System.Text.Json;
using CallQA.App.Search.Index;
using CallQA.App.Search.Words;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Search;

/// <summary>A turn with its hits marked.</summary>
internal sealed record MarkedTurn(long Key, int Speaker, long? StartTicks, string? Emotion, string Text);

/// <summary>The turns that hold a query's words, by the full text index of each database. Words reach it as one parameter only.</summary>
internal static class SpokenTurns
{
    private const string SqliteColumns =
        """SELECT t."Key", t."CallKey", t."Speaker", t."StartTicks", t."Language", t."Text", t."Emotion" """;

    private const string SqliteMatch =
        """
        SELECT "SpokenWords".rowid AS "Key", "SpokenWords".rowid >> 14 AS "CallKey", t."Speaker", t."StartTicks", t."Language", t."Text", t."Emotion"
        FROM "SpokenWords" JOIN "SpokenTurns" t ON t."Key" = "SpokenWords".rowid WHERE "SpokenWords" MATCH {0}
        """;

    // Call by call, in this order: few calls are asked rather than all that was ever said.
    private const string SqliteMatchInCalls = SqliteColumns +
        """
        FROM json_each({1}) call CROSS JOIN "SpokenWords" CROSS JOIN "SpokenTurns" t ON t."Key" = "SpokenWords".rowid
        WHERE "SpokenWords" MATCH {0} AND "SpokenWords".rowid BETWEEN (call.value << 14) AND (call.value << 14) + 16383
        """;

    private const string SqliteMarked =
        """
        SELECT t."Key", t."Speaker", t."StartTicks", t."Emotion", highlight("SpokenWords", 0, char(2), char(3)) AS "Text"
        FROM json_each({1}) turn CROSS JOIN "SpokenWords" CROSS JOIN "SpokenTurns" t ON t."Key" = "SpokenWords".rowid
        WHERE "SpokenWords" MATCH {0} AND "SpokenWords".rowid = turn.value
        """;

    // Each turn is asked in the language it was indexed in.
    private const string PostgreSqlMatch =
        """
        SELECT * FROM "SpokenTurns" t WHERE (t."Language" = 'de' AND t."Words" @@ to_tsquery('german', {0}))
        OR (t."Language" = 'en' AND t."Words" @@ to_tsquery('english', {0})) OR (t."Language" NOT IN ('de', 'en') AND t."Words" @@ to_tsquery('simple', {0}))
        """;

    private const string PostgreSqlMarked =
        """
        SELECT t."Key", t."Speaker", t."StartTicks", t."Emotion", ts_headline(c.config, t."Text", to_tsquery(c.config, {0}), {2}) AS "Text"
        FROM "SpokenTurns" t, LATERAL (SELECT CASE t."Language" WHEN 'de' THEN 'german'::regconfig WHEN 'en' THEN 'english'::regconfig ELSE 'simple'::regconfig END AS config) c
        WHERE t."Key" = ANY({1})
        """;

    private static readonly string HeadlineOptions = $"HighlightAll=true, StartSel={Snippet.Begin}, StopSel={Snippet.End}";

    /// <summary>The turns that hold the words; all turns without any.</summary>
    public static IQueryable<SpokenTurnRow> Holding(CallQADbContext context, WordQuery? words)
    {
        if (words is null) return context.SpokenTurns;
        return context is SqliteCallQADbContext
            ? context.SpokenTurns.FromSqlRaw(SqliteMatch, SqliteQuery.Of(words))
            : context.SpokenTurns.FromSqlRaw(PostgreSqlMatch, PostgreSqlQuery.Of(words));
    }

    /// <summary>The same in a few calls only.</summary>
    public static IQueryable<SpokenTurnRow> Holding(CallQADbContext context, WordQuery? words, long[] calls) => words is not null && context is SqliteCallQADbContext
        ? context.SpokenTurns.FromSqlRaw(SqliteMatchInCalls, SqliteQuery.Of(words), JsonSerializer.Serialize(calls))
        : Holding(context, words).Where(turn => calls.Contains(turn.CallKey));

    /// <summary>Turns with the words marked by <see cref="Snippet.Begin"/> and <see cref="Snippet.End"/>.</summary>
    public static Task<List<MarkedTurn>> MarkedAsync(CallQADbContext context, WordQuery? words, long[] turns, CancellationToken cancellationToken)
    {
        if (words is null)
        {
            return context.SpokenTurns.Where(turn => turns.Contains(turn.Key))
                .Select(turn => new MarkedTurn(turn.Key, (int)turn.Speaker, turn.StartTicks, turn.Emotion, turn.Text)).ToListAsync(cancellationToken);
        }

        return (context is SqliteCallQADbContext
            ? context.Database.SqlQueryRaw<MarkedTurn>(SqliteMarked, SqliteQuery.Of(words), JsonSerializer.Serialize(turns))
            : context.Database.SqlQueryRaw<MarkedTurn>(PostgreSqlMarked, PostgreSqlQuery.Of(words), turns, HeadlineOptions)).ToListAsync(cancellationToken);
    }
}
