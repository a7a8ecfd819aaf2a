using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Quality;

namespace CallQA.Engines.Tests.Scoring.Quality;

public sealed class HeldOutQualityTests
{
    [Fact]
    public async Task EvaluateAsync_GivesTheFiguresOfTheManifest_WhenTheShippedModelsScoreTheTestCalls()
    {
        var cancel = TestContext.Current.CancellationToken;
        var manifest = await ModelFolder.ReadManifestAsync(Shipped.ModelDirectory, cancel);

        var report = await new ModelEvaluator(await Shipped.ModelAsync()).EvaluateAsync(Shipped.CorpusDirectory, CorpusPart.Test, cancel);

        report.Model.ShouldBe(manifest.Version);
        report.Corpus.ShouldBe(manifest.CorpusHash);
        report.Criteria.Count.ShouldBe(manifest.Metrics.Count);
        foreach (var (measured, stated) in report.Criteria.Zip(manifest.Metrics))
        {
            (measured.Language, measured.Criterion).ShouldBe((stated.Language, stated.Criterion));
            measured.Model.Kappa.ShouldBe(stated.Kappa, 0.01);
            measured.Model.Exact.ShouldBe(stated.Exact, 0.01);
            measured.Model.MacroF1.ShouldBe(stated.MacroF1, 0.01);
        }
    }

    [Fact]
    public async Task EvaluateAsync_BeatsBothBaselines_WhenTheShippedModelsScoreTheTestCalls()
    {
        var report = await new ModelEvaluator(await Shipped.ModelAsync())
            .EvaluateAsync(Shipped.CorpusDirectory, CorpusPart.Test, TestContext.Current.CancellationToken);

        foreach (var one in report.Criteria)
        {
            one.Model.Kappa.ShouldBeGreaterThan(Math.Max(one.Majority.Kappa, one.Keywords.Kappa));
            one.Model.MacroF1.ShouldBeGreaterThan(Math.Max(one.Majority.MacroF1, one.Keywords.MacroF1));
        }
    }

    [Fact]
    public async Task EvaluateAsync_MeasuresByOrigin_WhenGivenAFile()
    {
        using var folder = new TemporaryFolder();
        folder.Write("chats.jsonl", """
            {"id":"x","language":"en","success":true,"turns":[{"speaker":"agent","text":"I have sent you the refund.","polite":true},{"speaker":"customer","text":"It's here, thank you so much!"}]}
            {"id":"y","language":"en","success":false,"turns":[{"speaker":"agent","text":"No. Shut up.","polite":false},{"speaker":"customer","text":"It still doesn't work, I give up."}]}
            """);

        var report = await new ModelEvaluator(await Shipped.ModelAsync())
            .EvaluateAsync(Path.Combine(folder.Path, "chats.jsonl"), CorpusPart.Test, TestContext.Current.CancellationToken);

        report.Criteria.ShouldBeEmpty();
        report.Origins.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            origin => origin.Origin.ShouldBe("chats"),
            origin => origin.Success.ShouldBe(new(2, 1, 1, 1)),
            origin => origin.PoliteTurns.Auc.ShouldBe(1),
            origin => origin.EmpathicTurns.ShouldBe(new(0, 0, null, null)));
    }

    [Fact]
    public async Task EvaluateAsync_Refuses_WhenTheCorpusHasNoCallOfThePart()
    {
        using var folder = new TemporaryFolder();
        folder.Write("split.json", """{"train":["x"]}""");
        folder.Write("calls/x.jsonl", """
            {"id":"x","language":"en","scores":{"empathy":3,"courtesy":3,"resolution":"partial"},"turns":[{"speaker":"agent","text":"Hello."}]}
            """);
        var evaluator = new ModelEvaluator(await Shipped.ModelAsync());

        var problem = await Should.ThrowAsync<InputException>(
            () => evaluator.EvaluateAsync(folder.Path, CorpusPart.Test, CancellationToken.None));

        problem.Message.ShouldContain("no Test call");
    }
}
