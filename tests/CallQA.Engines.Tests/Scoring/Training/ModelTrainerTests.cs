using System.Text.Json.Nodes;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Training;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.Engines.Tests.Scoring.Training;

public sealed class ModelTrainerTests(SmallTraining once) : IClassFixture<SmallTraining>
{
    [Fact]
    public async Task TrainAsync_ReplacesTheFolder_WhenItHoldsAModelThatCannotBeRead()
    {
        once.Result.Verdict.Replaced.ShouldBeTrue();
        Directory.EnumerateFiles(once.Result.OutputDirectory).Select(Path.GetFileName).ShouldNotContain("stale.zip");
        using var model = await ScoringModel.LoadAsync(once.Result.OutputDirectory, TestContext.Current.CancellationToken);
        model.Version.ShouldBe(once.Result.Version);
    }

    [Fact]
    public async Task TrainAsync_WritesTheSameBytesAndKeepsTheChampion_WhenRunTwice()
    {
        using var folder = new TemporaryFolder();
        Stand(folder, "model");

        var twin = await SmallTraining.TrainAsync(folder, once.Corpus, "model", new(2027, 2, 2, 0, 0, 0, TimeSpan.Zero));

        // The version is a hash of all files.
        twin.Version.ShouldBe(once.Result.Version);
        twin.Verdict.Replaced.ShouldBeFalse();
        twin.Verdict.Champion.ShouldBe(once.Result.Version);
        twin.Verdict.Why.ShouldContain("better in 0 % of 1,000 draws");
        (await ModelFolder.ReadManifestAsync(twin.OutputDirectory, TestContext.Current.CancellationToken)).TrainedAt.Year.ShouldBe(2026);
        RegistryOf(folder.Path).ShouldBe([false]);
        RegistryOf(Path.GetDirectoryName(once.Result.OutputDirectory)!).ShouldBe([true]);
        Directory.EnumerateDirectories(folder.Path).Select(Path.GetFileName).ShouldBe(["model"]);
    }

    [Fact]
    public async Task TrainAsync_LearnsFromReviewsAndComparesOnOthers()
    {
        using var folder = new TemporaryFolder();
        var output = Path.Combine(folder.Path, "learnt", "candidate");
        var lines = File.ReadLines(Path.Combine(Shipped.CorpusDirectory, "calls", "en-b.jsonl")).Take(46)
            .Select((line, index) => line.Replace("\"id\":\"", index < 24 ? "\"part\":\"test\",\"id\":\"review-" : "\"part\":\"train\",\"id\":\"review-", StringComparison.Ordinal)
                .Replace("\"id\": \"", index < 24 ? "\"part\":\"test\",\"id\": \"review-" : "\"part\":\"train\",\"id\": \"review-", StringComparison.Ordinal));
        folder.Write("reviews.jsonl", string.Join('\n', lines));
        var reviews = await ReviewLines.ReadAsync(Path.Combine(folder.Path, "reviews.jsonl"), TestContext.Current.CancellationToken);

        var result = await new ModelTrainer(new FakeTimeProvider()).TrainAsync(
            new() { CorpusDirectory = once.Corpus, OutputDirectory = output, ChampionDirectory = once.Result.OutputDirectory, Reviews = reviews },
            null,
            TestContext.Current.CancellationToken);

        result.Version.ShouldNotBe(once.Result.Version);
        result.Verdict.Champion.ShouldBe(once.Result.Version);
        result.Verdict.OnReviews!.Calls.ShouldBe(24);
        result.Verdict.OnCorpus!.Calls.ShouldBe(once.Result.Report.Criteria.First(one => one.Language == "all").Calls);
        result.Verdict.Why.ShouldContain("24 fresh reviews");
        result.Verdict.Replaced.ShouldBe(result.Verdict.Comparison!.Better && !result.Verdict.OnCorpus.Worse && !result.Verdict.OnReviews.Worse);
        Directory.Exists(output).ShouldBe(result.Verdict.Replaced);
        var entry = (await ModelRegistry.ReadAsync(Path.GetDirectoryName(output)!, TestContext.Current.CancellationToken)).Single();
        (entry.Version, entry.Reviews, entry.FreshReviews, entry.RolledBack).ShouldBe((result.Version, 22, 24, false));
    }

    [Fact]
    public async Task TrainAsync_WritesTheSameModels_WhenTheTestCallsAreRewritten()
    {
        using var folder = new TemporaryFolder();

        var rewritten = await SmallTraining.TrainAsync(
            folder, SmallTraining.Cut(folder, "rewritten", RewriteTestCalls), "model", DateTimeOffset.UnixEpoch);

        rewritten.Version.ShouldBe(once.Result.Version);
        rewritten.Report.Criteria.ShouldNotBe(once.Result.Report.Criteria);
    }

    [Fact]
    public async Task TrainAsync_Refuses_WhenTheOutputFolderHoldsSomethingElse()
    {
        using var folder = new TemporaryFolder();
        folder.Write("precious/notes.txt", "keep me");

        var problem = await Should.ThrowAsync<InputException>(
            () => SmallTraining.TrainAsync(folder, Shipped.CorpusDirectory, "precious", DateTimeOffset.UnixEpoch));

        problem.Message.ShouldContain("precious holds files but no model");
        File.Exists(Path.Combine(folder.Path, "precious", "notes.txt")).ShouldBeTrue();
    }

    [Fact]
    public async Task TrainAsync_SaysHowManyCallsThereAre_WhenALanguageHasTooFew()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions
        {
            CorpusDirectory = Shipped.CorpusDirectory, OutputDirectory = Path.Combine(folder.Path, "fr"), Languages = ["fr"],
        };

        var problem = await Should.ThrowAsync<InputException>(
            () => new ModelTrainer(TimeProvider.System).TrainAsync(options, null, CancellationToken.None));

        problem.Message.ShouldContain("0 training calls in 'fr'");
    }

    [Fact]
    public async Task TrainAsync_Refuses_WhenALanguageHasTooFewTestCalls()
    {
        using var folder = new TemporaryFolder();
        var corpus = SmallTraining.Cut(folder, "untested", withTests: false);

        var problem = await Should.ThrowAsync<InputException>(() => SmallTraining.TrainAsync(folder, corpus, "model", DateTimeOffset.UnixEpoch));

        problem.Fault.ShouldBe(InputFault.Settings);
        problem.Message.ShouldStartWith($"{corpus} holds {TestCallsOf(corpus, "en-a")} test calls in 'en', too few");
        Directory.Exists(Path.Combine(folder.Path, "model")).ShouldBeFalse();
    }

    [Fact]
    public async Task TrainAsync_RefusesToLoseALanguage_WhenTheModelsKnowMoreThanAreTrained()
    {
        using var folder = new TemporaryFolder();
        Stand(folder, "model");

        var problem = await Should.ThrowAsync<InputException>(() => EnglishOnlyAsync(folder));

        problem.Message.ShouldContain("know de and en; models of en alone would lose de");
        (await ModelFolder.ReadManifestAsync(Path.Combine(folder.Path, "model"), TestContext.Current.CancellationToken)).Version.ShouldBe(once.Result.Version);
        File.Exists(Path.Combine(folder.Path, "registry.jsonl")).ShouldBeFalse();
    }

    [Fact]
    public async Task TrainAsync_BringsTheModelsBackFirst_WhenAKillLeftThemBesideTheirPlace()
    {
        using var folder = new TemporaryFolder();
        Stand(folder, "model.old");

        await Should.ThrowAsync<InputException>(() => EnglishOnlyAsync(folder));

        Directory.EnumerateDirectories(folder.Path).Select(Path.GetFileName).ShouldBe(["model"]);
        using var model = await ScoringModel.LoadAsync(Path.Combine(folder.Path, "model"), TestContext.Current.CancellationToken);
        model.Version.ShouldBe(once.Result.Version);
    }

    [Fact]
    public async Task TrainAsync_LeavesTheFolderAsItWas_WhenCancelled()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model/manifest.json", "{}");
        using var cancelled = new CancellationTokenSource();
        var options = new TrainingOptions
        {
            CorpusDirectory = once.Corpus, OutputDirectory = Path.Combine(folder.Path, "model"),
        };

        await Should.ThrowAsync<OperationCanceledException>(
            () => new ModelTrainer(TimeProvider.System).TrainAsync(options, new CancelAtTurnModels(cancelled), cancelled.Token));

        (await File.ReadAllTextAsync(Path.Combine(options.OutputDirectory, "manifest.json"), CancellationToken.None)).ShouldBe("{}");
    }

    private void Stand(TemporaryFolder folder, string name)
    {
        foreach (var file in Directory.EnumerateFiles(once.Result.OutputDirectory))
            folder.Write(Path.Combine(name, Path.GetFileName(file)), File.ReadAllBytes(file));
    }

    private Task<TrainingResult> EnglishOnlyAsync(TemporaryFolder folder) => new ModelTrainer(TimeProvider.System).TrainAsync(
        new() { CorpusDirectory = once.Corpus, OutputDirectory = Path.Combine(folder.Path, "model"), Languages = ["en"] }, null, TestContext.Current.CancellationToken);

    private static int TestCallsOf(string corpus, string file) => File.ReadLines(Path.Combine(corpus, "calls", file + ".jsonl"))
        .Count(line => SmallTraining.TestIds.Contains((string)JsonNode.Parse(line)!["id"]!));

    private static IEnumerable<bool> RegistryOf(string folder) =>
        File.ReadLines(Path.Combine(folder, "registry.jsonl")).Select(line => JsonNode.Parse(line)!["replaced"]!.GetValue<bool>());

    private static string RewriteTestCalls(string line)
    {
        var call = JsonNode.Parse(line)!;
        if (!SmallTraining.TestIds.Contains(call["id"]!.GetValue<string>()))
            return line;
        call["scores"]!["empathy"] = 6 - call["scores"]!["empathy"]!.GetValue<int>();
        foreach (var turn in call["turns"]!.AsArray())
            turn!["text"] = "entirely different words zanzibar " + turn["text"];
        return call.ToJsonString();
    }

    private sealed class CancelAtTurnModels(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Share > 0.1)
                source.Cancel();
        }
    }
}
