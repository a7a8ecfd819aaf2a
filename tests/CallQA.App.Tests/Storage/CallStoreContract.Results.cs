using CallQA.Recordings;

namespace CallQA.App.Tests.Storage;

public abstract partial class CallStoreContract
{
    [Fact]
    public async Task SaveTranscriptAsync_CommitsResultAndStageTogether()
    {
        await Store.AddAsync(Some.Call("heard"), Token);
        await Store.SaveTranscriptAsync("heard", Some.Transcript("heard"), Token);
        (await Store.FindAsync("heard", Token))!.Stage.ShouldBe(CallStage.Transcribed);
        var current = (await Store.CurrentTranscriptAsync("heard", Token))!;
        current.Turns.ShouldBe(Some.Transcript("heard").Turns);
        current.Origin.ShouldBe(Some.Origin());
        (await Store.FindTranscriptAsync("heard", Some.Origin(), Token))!.Language.ShouldBe("de");
        (await Store.FindTranscriptAsync("heard", Some.Origin("whisper"), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task SaveTranscriptAsync_KeepsOne_WhenTheSameOriginIsSavedByManyAtOnce()
    {
        await Store.AddAsync(Some.Call("busy"), Token);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Task.Run(() => Store.SaveTranscriptAsync("busy", Some.Transcript("busy"), Token), Token)));
        await using var context = Contexts.CreateDbContext();
        context.Transcripts.Count(row => row.CallId == "busy").ShouldBe(1);
    }

    [Fact]
    public async Task SaveTranscriptAsync_DoesNotThrowTheCallBack_WhenTheCurrentOneIsSavedAgain()
    {
        await ScoredAsync("late");
        await Store.SaveTranscriptAsync("late", Some.Transcript("late"), Token);
        (await Store.FindAsync("late", Token))!.Stage.ShouldBe(CallStage.Scored);
    }

    [Fact]
    public async Task SaveTranscriptAsync_BringsItsResultsBack_WhenAnEarlierOneBecomesCurrentAgain()
    {
        await ScoredAsync("back");
        await Store.SaveTranscriptAsync("back", Some.Transcript("back", "whisper"), Token);
        (await Store.FindAsync("back", Token))!.Stage.ShouldBe(CallStage.Transcribed);
        (await Store.FindMetricsAsync("back", Token)).ShouldBeNull();
        (await Store.FindEvaluationAsync("back", "service-call@1", "scoring@1", Token)).ShouldBeNull();

        await Store.SaveTranscriptAsync("back", Some.Transcript("back"), Token);
        (await Store.FindAsync("back", Token))!.Stage.ShouldBe(CallStage.Scored);
        (await Store.FindMetricsAsync("back", Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task SaveMetricsAsync_MovesOn_WhenThereIsNothingToMeasure()
    {
        await Store.AddAsync(Some.Call("timeless"), Token);
        await Store.SaveTranscriptAsync("timeless", Some.Transcript("timeless"), Token);
        await Store.SaveMetricsAsync("timeless", null, Token);
        (await Store.FindAsync("timeless", Token))!.Stage.ShouldBe(CallStage.Measured);
        (await Store.FindMetricsAsync("timeless", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task SaveEvaluationAsync_KeepsOneAModel_WhenSavedByManyAtOnce()
    {
        await ScoredAsync("judged");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(
            () => Store.SaveEvaluationAsync(Some.Evaluation("judged", "scoring@2", 1 + (number % 5)), Token), Token)));
        await using var context = Contexts.CreateDbContext();
        context.Evaluations.Count(row => row.CallId == "judged").ShouldBe(2);
        (await Store.FindEvaluationAsync("judged", "service-call@1", "scoring@2", Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task SaveAsync_KeepsWhetherTheLatestEvaluationOfTheCurrentTranscriptNeedsReview()
    {
        await ScoredAsync("unsure");
        (await RowAsync("unsure")).NeedsReview.ShouldBeTrue();
        await Store.SaveEvaluationAsync(Some.Evaluation("unsure", "scoring@2") with { NeedsReview = false }, Token);
        (await RowAsync("unsure")).NeedsReview.ShouldBeFalse("the new model is sure");
        await Store.SaveEvaluationAsync(Some.Evaluation("unsure", "scoring@2"), Token);
        (await RowAsync("unsure")).NeedsReview.ShouldBeFalse("that one is known, and the latest");
        await Store.SaveTranscriptAsync("unsure", Some.Transcript("unsure", "whisper"), Token);
        await Store.SaveMetricsAsync("unsure", Some.Metrics(), Token);
        await Store.SaveEvaluationAsync(Some.Evaluation("unsure"), Token);
        (await RowAsync("unsure")).NeedsReview.ShouldBeTrue("of the new transcript");
        await Store.SaveTranscriptAsync("unsure", Some.Transcript("unsure"), Token);
        (await RowAsync("unsure")).NeedsReview.ShouldBeFalse("of the first transcript, which is current again");
    }

    [Fact]
    public async Task SaveEvaluationAsync_PutsTheEarlierModelsAnswerInForce_WhenThoseAreUsedAgain()
    {
        await ScoredAsync("returned");
        await Store.SaveEvaluationAsync(Some.Evaluation("returned", "scoring@2", 5) with { NeedsReview = false }, Token);
        await ShouldShowAsync("scoring@2", 5, needsReview: false);

        await Store.SaveEvaluationAsync(Some.Evaluation("returned", empathy: 2), Token);

        await ShouldShowAsync("scoring@1", 2, needsReview: true);
        await using var context = Contexts.CreateDbContext();
        context.Evaluations.Where(row => row.CallId == "returned").Select(row => row.Model).ToList().Order().ShouldBe(["scoring@1", "scoring@2"]);

        async Task ShouldShowAsync(string model, int empathy, bool needsReview)
        {
            (await RowAsync("returned")).NeedsReview.ShouldBe(needsReview);
            (await Store.FindEvaluatedAsync("returned", Token))!.Evaluation!.Model.ShouldBe(model);
            foreach (var transcripts in new[] { true, false })
                (await Store.ListAsync(new CallFilter { WithTranscripts = transcripts }, Token).SingleAsync(call => call.Call.Id == "returned", Token)).Evaluation!.Model.ShouldBe(model);
            await using var figures = Contexts.CreateDbContext();
            var row = figures.CallFigures.Single(row => row.CallId == "returned");
            (row.Empathy, row.NeedsReview).ShouldBe((empathy, needsReview));
        }
    }
}
