using CallQA.App.Coaching.Fairness;
using CallQA.App.Dashboards;
using CallQA.App.Search;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.Coaching;
using CallQA.Coaching.Fairness;

namespace CallQA.App.Tests.Review;

public abstract partial class ReviewsContract
{
    [Theory]
    [InlineData(FairnessGrouping.Language, "de")]
    [InlineData(FairnessGrouping.Recording, "8000 Hz × 2")]
    public async Task Fairness_PutsCallsIntoGroups_AndCountsTheReviewedOnce(FairnessGrouping grouping, string group)
    {
        for (var number = 0; number < 4; number++)
        {
            var call = await ScoredAsync($"fair-{number}");
            if (number < 2) await ReviewAsync(call, "eva", blind: false, greeting: "no");
            if (number < 2) await ReviewAsync(call, "max", blind: true, greeting: "yes");
        }

        using var memory = new FigureMemory(Contexts);
        var reader = new FairnessReader(memory, Contexts, new FakeEngines().Engines);
        var rows = await reader.ReadAsync(grouping, Some.Start.AddDays(-1), Some.Start.AddDays(1), CallCriteria.NoCalls, Token);

        rows.Select(row => row.Measure).ShouldBe(FairnessSample.Measures);
        rows.ShouldAllBe(row => row.Reviewed == 2, "people answered what the models did");
        var row = rows[0];
        (row.Group, row.Machine.N, row.Reviewed, row.Verdict).ShouldBe((group, 4, 2, FairnessVerdict.NotEnoughCalls));
        (await reader.ReadAsync(grouping, Some.Start.AddDays(-1), Some.Start.AddDays(1), new HashSet<string> { "fair-0", "fair-3" }, Token))
            .Select(group => (group.Machine.N, group.Reviewed)).Distinct().ShouldBe([(2, 1)], "calls that the reader has to score blind are left out");
        (await reader.ReadAsync(grouping, Some.Start.AddDays(1), Some.Start.AddDays(2), CallCriteria.NoCalls, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Fairness_TakesTheWrapUpCode_WhereNoReasonIsTold()
    {
        await ScoredForAsync("told", Some.Metadata() with { Reason = "refund", Disposition = "closed" });
        await ScoredForAsync("wrapped-up", Some.Metadata() with { Disposition = "closed" });
        await ScoredForAsync("neither", Some.Metadata());

        using var memory = new FigureMemory(Contexts);
        var groups = await new FairnessReader(memory, Contexts, new FakeEngines().Engines).ReadAsync(FairnessGrouping.Reason, Some.Start.AddDays(-1), Some.Start.AddDays(1), CallCriteria.NoCalls, Token);

        groups.Where(group => group.Measure == ReportMeasure.Overall).Select(group => (group.Group, group.Machine.N)).ShouldBe([("closed", 1), ("refund", 1)]);
    }

    private async Task ScoredForAsync(string id, Recordings.CallMetadata metadata)
    {
        await Store.AddAsync(Some.Call(id, metadata), Token);
        await Store.SaveTranscriptAsync(id, Some.Transcript(id), Token);
        await Store.SaveMetricsAsync(id, Some.Metrics(), Token);
        await Store.SaveEvaluationAsync(ReviewSheetTests.Machine(id), Token);
    }

    [Fact]
    public async Task Fairness_LeavesOutCalls_WhoseGroupIsUnknown()
    {
        await ScoredAsync("unknown-team");

        using var memory = new FigureMemory(Contexts);
        (await new FairnessReader(memory, Contexts, new FakeEngines().Engines).ReadAsync(FairnessGrouping.Team, Some.Start.AddDays(-1), Some.Start.AddDays(1), CallCriteria.NoCalls, Token)).ShouldBeEmpty();
    }
}
