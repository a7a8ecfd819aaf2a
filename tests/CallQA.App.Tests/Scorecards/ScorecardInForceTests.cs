using CallQA.App.Scorecards;
using CallQA.App.Tests.Jobs;
using CallQA.Scoring.Scorecards;
using CallQA.Scoring.Scorecards.Drafts;

namespace CallQA.App.Tests.Scorecards;

public sealed class ScorecardInForceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NewCalls_AreScoredWithTheVersionInForce_AndOldEvaluationsStay()
    {
        await using var workplace = await TestWorkplace.OpenAsync();
        var first = await ScoreAsync(workplace, "first", 1);
        first.ShouldBe("service-call@1");
        await workplace.Get<ScorecardStore>().SaveAsync(ScorecardHeading.With(StandardScorecards.Text("service-call"), "service-call", 2), "eva", Token);
        await workplace.Get<ScorecardStore>().PutInForceAsync("service-call", 2, "eva", Token);
        (await ScoreAsync(workplace, "second", 2)).ShouldBe("service-call@2");
        (await workplace.Calls.FindEvaluatedAsync("first", Token))!.Evaluation!.Scorecard.ShouldBe("service-call@1");
    }

    [Fact]
    public async Task Preview_AnswersAPastCall_AndStoresNothing()
    {
        await using var workplace = await TestWorkplace.OpenAsync();
        await ScoreAsync(workplace, "first", 1);
        var stricter = ScorecardReader.Read(
            ScorecardHeading.With(StandardScorecards.Text("service-call"), "service-call", 2).Replace("weight: 15", "weight: 1000", StringComparison.Ordinal), "draft");
        var preview = await workplace.Get<ScorecardPreview>().OfAsync(stricter, "first", Token);
        preview!.Scorecard.ShouldBe("service-call@2");
        var stored = (await workplace.Calls.FindEvaluatedAsync("first", Token))!.Evaluation!;
        stored.Scorecard.ShouldBe("service-call@1");
        Math.Abs(preview.Overall!.Value - stored.Overall!.Value).ShouldBeGreaterThan(0.01);
        (await workplace.Get<ScorecardPreview>().OfAsync(stricter, "nowhere", Token)).ShouldBeNull();
    }

    private static async Task<string> ScoreAsync(TestWorkplace workplace, string name, int number)
    {
        var call = await workplace.AddAsync(name, number);
        while (await workplace.AdvanceAsync(call.Id) == App.Jobs.StageOutcome.MovedOn)
        {
            // Stage by stage, as the worker does.
        }

        return (await workplace.Calls.FindEvaluatedAsync(call.Id, Token))!.Evaluation!.Scorecard;
    }
}
