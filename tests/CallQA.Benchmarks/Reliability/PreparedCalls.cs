using System.Globalization;
using CallQA.App.Search.Index;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CallQA.Benchmarks.Reliability;

/// <summary>
/// Calls with prepared transcripts, made of stretches of the sample calls: put into the database transcribed, as a worker
/// would leave them. Those beyond the ones that are really scored get copies of their results.
/// </summary>
internal sealed class PreparedCalls(IDbContextFactory<CallQADbContext> contexts, int calls, int turns, DateTimeOffset? begin = null, TimeSpan? apart = null)
{
    /// <summary>Different transcripts.</summary>
    public const int Templates = 100;

    private const int Agents = 50;
    private const int Teams = 5;
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1.5);
    private static readonly TranscriptOrigin Origin = new("prepared");

    private readonly DateTimeOffset first = begin ?? new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly TimeSpan between = apart ?? TimeSpan.FromMinutes(5);

    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"call-{number:000000}");

    /// <summary>Enters calls and transcripts.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var templates = await TemplatesAsync(cancellationToken);
        await EnterCallsAsync(cancellationToken);
        await EnterTranscriptsAsync([.. templates.Select(StoredJson.Write)], cancellationToken);
        await ExecuteAsync("""UPDATE "Calls" SET "CurrentTranscriptId" = t."Id" FROM "Transcripts" t WHERE t."CallId" = "Calls"."Id" """, cancellationToken);
        await ExecuteAsync("ANALYZE", cancellationToken);
    }

    /// <summary>Gives the calls that were not scored the results of the scored one with the same words; some stay unfinished or are set aside.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        const string number = """(substring(c."Id" from 6)::int)""";
        await ExecuteAsync(
            $"""
            CREATE TEMP TABLE scored AS SELECT {number} % {Templates} AS template, c."Id" AS id, t."Metrics", e.*
              FROM "Calls" c JOIN "Transcripts" t ON t."CallId" = c."Id" JOIN "Evaluations" e ON e."CallId" = c."Id" WHERE {number} < {Templates};
            CREATE TEMP TABLE rest AS SELECT c."Id" AS id, {number} AS number, c."CurrentTranscriptId" AS transcript
              FROM "Calls" c WHERE c."Stage" = 1 AND {number} % 50 <> 3;
            UPDATE "Transcripts" t SET "Measured" = true, "Metrics" = s."Metrics"
              FROM rest r JOIN scored s ON s.template = r.number % {Templates} WHERE t."CallId" = r.id;
            INSERT INTO "Evaluations" ("CallId", "TranscriptId", "Evaluator", "Scorecard", "Model", "Empathy", "Courtesy", "Resolution", "Overall", "NeedsReview", "EvaluatedUtc", "Document")
              SELECT r.id, r.transcript, s."Evaluator", s."Scorecard", s."Model", s."Empathy", s."Courtesy", s."Resolution", s."Overall", s."NeedsReview", s."EvaluatedUtc", replace(s."Document", s.id, r.id)
              FROM rest r JOIN scored s ON s.template = r.number % {Templates};
            INSERT INTO "StageRuns" ("CallId", "Stage", "Worker", "Cores", "BegunUtc", "EndedUtc", "AudioTicks", "ElapsedTicks")
              SELECT r.id, stage, 'filled', 1, now() - (r.number % 30) * interval '1 day', now() - (r.number % 30) * interval '1 day', {Length.Ticks}, 300000
              FROM rest r, generate_series(1, 3) stage;
            UPDATE "Calls" c SET "Stage" = 3, "Version" = 3, "NeedsReview" = s."NeedsReview"
              FROM rest r JOIN scored s ON s.template = r.number % {Templates} WHERE c."Id" = r.id;
            UPDATE "Calls" c SET "Quarantine" = 'The recording is damaged.', "QuarantineCause" = 4, "QuarantinedUtc" = now() WHERE {number} % 100 = 7;
            """,
            cancellationToken);
        await EnterSearchAsync(cancellationToken);
        // As autovacuum would in the course of a night.
        await ExecuteAsync("VACUUM ANALYZE", cancellationToken);
    }

    // As a worker enters them for the first calls, for the others by copies under their own numbers.
    private async Task EnterSearchAsync(CancellationToken cancellationToken)
    {
        var work = new UnitOfWork(contexts);
        for (var number = 0; number < Math.Min(Templates, calls); number++)
        {
            var id = Id(number);
            await work.CommitAsync(
                async context =>
                {
                    await SearchIndex.RenewAsync(context, await context.Calls.SingleAsync(call => call.Id == id, cancellationToken), cancellationToken);
                    return id;
                },
                cancellationToken);
        }

        await ExecuteAsync(
            $"""
            CREATE TEMP TABLE template AS SELECT substring("CallId" from 6)::int AS number, * FROM "CallFigures";
            CREATE TEMP TABLE numbered AS SELECT t.number AS template, ((extract(epoch FROM c."ListedUtc")::bigint - 946684800) << 17) AS key, c.*
              FROM "Calls" c JOIN template t ON t.number = substring(c."Id" from 6)::int % {Templates} WHERE c."Id" <> t."CallId";
            INSERT INTO "CallFigures" ("Key", "CallId", "AgentId", "AgentName", "Team", "Queue", "Scorecard", "Overall", "Empathy", "Courtesy", "Resolution", "NeedsReview", "AutoFail",
                                       "Sections", "Answers", "LongestHold", "LongestSilence", "TalkShare", "Interruptions")
              SELECT n.key, n."Id", n."AgentId", n."AgentName", t."Team", n."Queue", t."Scorecard", t."Overall", t."Empathy", t."Courtesy", t."Resolution", t."NeedsReview", t."AutoFail",
                     t."Sections", t."Answers", t."LongestHold", t."LongestSilence", t."TalkShare", t."Interruptions"
              FROM numbered n JOIN template t ON t.number = n.template ORDER BY n.key;
            INSERT INTO "SpokenTurns" ("Key", "CallKey", "Speaker", "StartTicks", "Language", "Text", "Emotion")
              SELECT (n.key << 14) | (s."Key" & 16383), n.key, s."Speaker", s."StartTicks", s."Language", s."Text", s."Emotion"
              FROM numbered n JOIN template t ON t.number = n.template JOIN "SpokenTurns" s ON s."CallKey" = t."Key" ORDER BY 1;
            """,
            cancellationToken);
    }

    // What a worker's own rows look like, with the number in place of that of the first.
    private async Task EnterCallsAsync(CancellationToken cancellationToken)
    {
        var metadata = StoredJson.Write(new CallMetadata { CallId = "call-@", StartTime = first, AgentId = "a-@@", AgentName = "Agent @@", Team = "Team @@@", Queue = "orders", Language = "en" });
        await ExecuteAsync(
            $"""
            INSERT INTO "Calls" ("Id", "Digest", "ContentHash", "FileName", "DurationTicks", "SampleRate", "ChannelCount", "Metadata", "AgentId", "AgentName", "Queue",
                                 "StartUtc", "ListedUtc", "Stage", "NeedsReview", "TakenInUtc", "Priority", "Attempts", "WorkerCores", "Version")
            SELECT id, encode(sha256(id::bytea), 'hex'), encode(sha256(id::bytea), 'hex'), id || '.wav', {Length.Ticks}, 8000, 2,
                   replace(replace(replace(replace(@metadata, '@@@', (n % {Teams})::text), '@@', agent), 'call-@', id), @start, to_char(begun, 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"')),
                   'a-' || agent, 'Agent ' || agent, 'orders', begun, begun, 1, false, begun, 0, 0, 0, 0
            FROM (SELECT n, 'call-' || lpad(n::text, 6, '0') AS id, lpad((n % {Agents})::text, 3, '0') AS agent, @first + n * @between AS begun
                  FROM generate_series(0, {calls - 1}) n) numbered;
            """,
            cancellationToken,
            new("metadata", metadata), new("start", StoredJson.Write(first).Trim('"')), new("first", first.UtcDateTime), new("between", between));
    }

    private Task EnterTranscriptsAsync(string[] documents, CancellationToken cancellationToken) => ExecuteAsync(
        $"""
        INSERT INTO "Transcripts" ("CallId", "OriginKey", "Document", "Measured")
        SELECT 'call-' || lpad(n::text, 6, '0'), @origin, replace(t.document, '"template"', '"call-' || lpad(n::text, 6, '0') || '"'), false
        FROM generate_series(0, {calls - 1}) n JOIN unnest(@documents::text[]) WITH ORDINALITY t(document, place) ON t.place = n % {Templates} + 1;
        """,
        cancellationToken,
        new("origin", CallMapping.OriginKey(Origin)), new("documents", documents));

    private async Task<List<Transcript>> TemplatesAsync(CancellationToken cancellationToken)
    {
        var spoken = new List<Turn>();
        var files = Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "samples", "calls"), "*.reference.json").Order(StringComparer.Ordinal);
        foreach (var file in files)
            spoken.AddRange((await TranscriptReader.ReadAsync(file, cancellationToken, "en")).Where(call => call.Language == "en").SelectMany(call => call.Turns));
        return [.. Enumerable.Range(0, Templates).Select(number => Template(number, spoken))];
    }

    private Transcript Template(int number, List<Turn> spoken)
    {
        var pace = Length / turns;
        var stretch = Enumerable.Range(0, turns).Select(turn => spoken[((number * 7) + turn) % spoken.Count] with
        {
            Start = turn * pace,
            End = ((turn + 1) * pace) - TimeSpan.FromMilliseconds(300),
            Words = null,
        });
        return new Transcript("template", "en", [.. stretch], Length, Origin);
    }

    private async Task ExecuteAsync(string statement, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        await context.Database.ExecuteSqlRawAsync(statement, parameters, cancellationToken);
    }
}
