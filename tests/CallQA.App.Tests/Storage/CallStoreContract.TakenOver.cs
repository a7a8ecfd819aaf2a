using CallQA.Interchange;
using CallQA.Recordings;

namespace CallQA.App.Tests.Storage;

public abstract partial class CallStoreContract
{
    [Fact]
    public async Task AddTakenOverAsync_CommitsCallAndResultsTogether_AndTheEvaluationCountsOnlyWhenTheCallIsScored()
    {
        var results = TakenOver("elsewhere");
        var added = await Store.AddTakenOverAsync(Some.Call("over"), results, Token);

        (added.Id, added.Stage).ShouldBe(("over", CallStage.Transcribed));
        var current = (await Store.CurrentTranscriptAsync("over", Token))!;
        (current.Id, current.TakenOver).ShouldBe(("over", new Provenance("Centre One", "00aa")));
        (await Store.FindEvaluationAsync("over", "service-call@1", "scoring@1", Token)).ShouldBeNull();
        (await RowAsync("over")).NeedsReview.ShouldBeFalse();
        await Store.SaveMetricsAsync("over", Some.Metrics(), Token);
        (await Store.ScoreAsTakenOverAsync("over", "service-call@1", "scoring@2", Token)).ShouldBeNull();
        (await Store.FindAsync("over", Token))!.Stage.ShouldBe(CallStage.Measured);

        (await Store.ScoreAsTakenOverAsync("over", "service-call@1", "scoring@1", Token))!.CallId.ShouldBe("over");

        (await Store.FindEvaluationAsync("over", "service-call@1", "scoring@1", Token)).ShouldNotBeNull();
        (await RowAsync("over")).ShouldSatisfyAllConditions(row => row.Stage.ShouldBe(CallStage.Scored), row => row.NeedsReview.ShouldBeTrue());
        await Store.SaveEvaluationAsync(Some.Evaluation("over", empathy: 1), Token);
        await using var context = Contexts.CreateDbContext();
        context.Evaluations.Single(row => row.CallId == "over").Empathy.ShouldBe(4, "one result for scorecard and models");
        context.CallFigures.Single(row => row.CallId == "over").Empathy.ShouldBe(4);
        context.Audit.Count(row => row.Action == "taken-over" && row.By == "Centre One" && row.ContentHash == Some.Hash("over")).ShouldBe(1);
    }

    [Fact]
    public async Task AddTakenOverAsync_AddsOnce_WhenManyAddTheSameContentAtOnce()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(number =>
            Task.Run(() => Store.AddTakenOverAsync(Some.Call($"together-{number}", hash: Some.Hash("together")), TakenOver($"together-{number}"), Token), Token)));

        added.Select(call => call.Id).Distinct().Count().ShouldBe(1);
        await using var context = Contexts.CreateDbContext();
        var id = added[0].Id;
        (context.Transcripts.Count(row => row.CallId == id), context.Evaluations.Count(row => row.CallId == id)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task AddTakenOverAsync_LeavesTheKnownCall_WhenTheContentIsKnown()
    {
        await Store.AddAsync(Some.Call("before"), Token);

        (await Store.AddTakenOverAsync(Some.Call("after", hash: Some.Hash("before")), TakenOver("after"), Token)).ShouldSatisfyAllConditions(
            call => call.Id.ShouldBe("before"), call => call.Stage.ShouldBe(CallStage.TakenIn));

        (await Store.CurrentTranscriptAsync("before", Token)).ShouldBeNull();
    }

    private static TakenOverResults TakenOver(string id)
    {
        var from = new Provenance("Centre One", "00aa");
        return new(Some.Transcript(id) with { TakenOver = from }, null, Some.Evaluation(id) with { TakenOver = from });
    }
}
