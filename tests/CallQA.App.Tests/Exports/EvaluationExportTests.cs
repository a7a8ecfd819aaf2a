using CallQA.App.Exports;
using CallQA.App.Review;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Reliability;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;
using CallQA.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Exports;

/// <summary>Evaluations as tables: what stands where, and that many take no more memory than few.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class EvaluationExportTests
{
    private static readonly ExportQuery Everything = new(null, null, ExportedBy.All);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_GivesARowAnEvaluationAndARowAnAnswer()
    {
        await using var place = await TestWorkplace.OpenAsync();
        await AddAsync(place, "c-1", Some.Metadata() with { Queue = "=HYPERLINK(\"http://x\")", Team = "Nord, \"Süd\"" });

        var entry = (await ListAsync(place, Everything)).ShouldHaveSingleItem();

        EvaluationTables.EvaluationHeader.ShouldStartWith("evaluation_id,call_id,evaluator,kind,scorecard,scorecard_version,model,reviewer,evaluated_at,is_current,call_start,agent_id,");
        EvaluationTables.EvaluationRow(entry).ShouldBe(
            "m-1,c-1,machine,evaluation,service-call,1,scoring@1,,2026-03-04T07:30:15.250Z,true,2026-03-04T07:30:15.250Z,a-7,Jörg Müller,\"Nord, \"\"Süd\"\"\",\"'=HYPERLINK(\"\"http://x\"\")\",,,,,66.5812,4,5,partial,82.5,true,false,,,,\n");
        EvaluationTables.AnswerRows(entry).ShouldBe("m-1,c-1,machine,service-call,1,2026-03-04T07:30:15.250Z,greeting,true,yes,5,5,1,false,false,,\n");
        EvaluationTables.EvaluationRow(entry).Count(character => character == ',').ShouldBe(EvaluationTables.EvaluationHeader.Count(character => character == ',') + 1, "one is inside a value");
    }

    [Fact]
    public async Task ReadAsync_TellsWhetherAnUpsetCustomerWasTurnedRound()
    {
        await using var place = await TestWorkplace.OpenAsync();
        await AddAsync(place, "c-1", Some.Metadata());
        await place.Calls.SaveEvaluationAsync(Some.Evaluation("c-1", "scoring@2") with { CustomerMood = new(-1, [-5, null, null, 2], MoodChange.Better) }, Token);

        EvaluationTables.EvaluationHeader.ShouldEndWith(",changed_answers,began_upset,turned_round\n");
        var rows = (await ListAsync(place, Everything)).ConvertAll(EvaluationTables.EvaluationRow);
        rows[0].ShouldEndWith(",,,,\n", customMessage: "of the earlier one it is not known");
        rows[1].ShouldEndWith(",,,true,true\n");
    }

    [Fact]
    public async Task ReadAsync_MarksTheLatestAsCurrent_AndGoesByPeriodAndEvaluator()
    {
        await using var place = await TestWorkplace.OpenAsync();
        await AddAsync(place, "c-1", Some.Metadata());
        await place.Calls.SaveEvaluationAsync(Some.Evaluation("c-1", "scoring@2") with { EvaluatedAt = Some.Start.AddDays(2).ToUniversalTime() }, Token);
        await ReviewAsync(place, "c-1", ReviewKind.Review, Some.Start.AddDays(3));
        await ReviewAsync(place, "c-1", ReviewKind.Calibration, Some.Start.AddDays(4));

        (await ListAsync(place, Everything)).Select(entry => (entry.Id, entry.Current)).ShouldBe([("m-1", false), ("m-2", true), ("h-1", true)]);
        (await ListAsync(place, Everything with { By = ExportedBy.Human })).Select(entry => (entry.Kind, entry.Reviewer, entry.Changed)).ShouldBe([("review", "Rita", 1)]);
        (await ListAsync(place, Everything with { From = Some.Start.AddDays(1), Until = Some.Start.AddDays(3) })).Select(entry => entry.Id).ShouldBe(["m-2"]);
        (await ListAsync(place, Everything with { Hidden = new HashSet<string> { "c-1" } })).ShouldBeEmpty();
    }

    [Fact]
    public async Task ReadAsync_KeepsAStretchInMemory_HoweverManyThereAre()
    {
        const int Many = 100_000;
        await using var place = await TestWorkplace.OpenAsync();
        await AddAsync(place, "c-1", Some.Metadata());
        await MultiplyAsync(place, Many);
        var (rows, most) = (0, 0L);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        await foreach (var entry in place.Get<EvaluationExport>().ReadAsync(Everything, new ExportBounds(long.MaxValue, long.MaxValue), Token))
        {
            EvaluationTables.AnswerRows(entry).ShouldNotBeEmpty();
            if (++rows % 20_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        rows.ShouldBe(Many + 1);
        most.ShouldBeLessThan(16L << 20);
    }

    private static async Task AddAsync(TestWorkplace place, string id, CallMetadata metadata)
    {
        await place.Calls.AddAsync(Some.Call(id, metadata), Token);
        await place.Calls.SaveTranscriptAsync(id, Some.Transcript(id), Token);
        await place.Calls.SaveMetricsAsync(id, Some.Metrics(), Token);
        await place.Calls.SaveEvaluationAsync(Some.Evaluation(id), Token);
    }

    private static async Task MultiplyAsync(TestWorkplace place, int times)
    {
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        await context.Database.ExecuteSqlRawAsync(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0})
            INSERT INTO "Evaluations" ("CallId", "TranscriptId", "Evaluator", "Scorecard", "Model", "Empathy", "Courtesy", "Resolution", "Overall", "NeedsReview", "EvaluatedUtc", "Document")
            SELECT "CallId", "TranscriptId", "Evaluator", "Scorecard", 'copy@' || i, "Empathy", "Courtesy", "Resolution", "Overall", "NeedsReview", "EvaluatedUtc", "Document" FROM "Evaluations", n
            """,
            [times],
            Token);
    }

    private static async Task ReviewAsync(TestWorkplace place, string id, ReviewKind kind, DateTimeOffset at)
    {
        var review = new SubmittedReview(
            id, "service-call@1", "Rita", Blind: false,
            [new SubmittedAnswer("greeting", true, "no", 0, 5, "yes", 1, Changed: true, "Er grüßt nicht.", Comment: null, [], AutoFail: false)],
            [], 0, 82.5, AutoFail: false, Remark: null, at, at);
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.Reviews.Add(ReviewRow.Of(review, "r-1", kind));
        await context.SaveChangesAsync(Token);
    }

    private static async Task<List<ExportedEvaluation>> ListAsync(TestWorkplace place, ExportQuery query)
    {
        var export = place.Get<EvaluationExport>();
        var found = new List<ExportedEvaluation>();
        await foreach (var entry in export.ReadAsync(query, await export.BoundsAsync(Token), Token)) found.Add(entry);
        return found;
    }
}
