using System.Text.Json.Nodes;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Training;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.Engines.Tests.Scoring.Training;

public sealed class ModelTrainerTests
{
    [Fact]
    public async Task TrainAsync_WritesTheSameBytes_WhenRunTwice()
    {
        using var folder = new TemporaryFolder();
        var corpus = SmallCorpus(folder, "corpus");

        var first = await TrainAsync(folder, corpus, "first", new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var second = await TrainAsync(folder, corpus, "second", new(2027, 2, 2, 0, 0, 0, TimeSpan.Zero));

        second.Version.ShouldBe(first.Version);
        foreach (var name in FilesOf(first).Append(ModelCardName))
            ContentOf(second, name).ShouldBe(ContentOf(first, name), name);
        (await ManifestAsync(first)).TrainedAt.Year.ShouldBe(2026);
        (await ManifestAsync(second)).TrainedAt.Year.ShouldBe(2027);
    }

    [Fact]
    public async Task TrainAsync_WritesTheSameModels_WhenTheTestCallsAreRewritten()
    {
        using var folder = new TemporaryFolder();

        var honest = await TrainAsync(folder, SmallCorpus(folder, "honest"), "a", DateTimeOffset.UnixEpoch);
        var rewritten = await TrainAsync(folder, SmallCorpus(folder, "rewritten", RewriteTestCalls), "b", DateTimeOffset.UnixEpoch);

        rewritten.Version.ShouldBe(honest.Version);
        rewritten.Report.Criteria.ShouldNotBe(honest.Report.Criteria);
    }

    [Fact]
    public async Task TrainAsync_ReplacesTheFolder_WhenItHoldsAModel()
    {
        using var folder = new TemporaryFolder();
        var corpus = SmallCorpus(folder, "corpus");
        folder.Write("model/manifest.json", "{}");
        folder.Write("model/stale.zip", "old");

        var result = await TrainAsync(folder, corpus, "model", DateTimeOffset.UnixEpoch);

        Directory.EnumerateFiles(result.OutputDirectory).Select(Path.GetFileName).ShouldNotContain("stale.zip");
        using var model = await ScoringModel.LoadAsync(result.OutputDirectory, TestContext.Current.CancellationToken);
        model.Version.ShouldBe(result.Version);
        result.Verdict.Replaced.ShouldBeTrue();
        Directory.EnumerateDirectories(folder.Path).Select(Path.GetFileName).ShouldBe(["corpus", "model"], ignoreOrder: true);
    }

    [Fact]
    public async Task TrainAsync_KeepsTheChampion_WhenTheCandidateIsNoBetter()
    {
        using var folder = new TemporaryFolder();
        var corpus = SmallCorpus(folder, "corpus");

        var champion = await TrainAsync(folder, corpus, "model", DateTimeOffset.UnixEpoch);
        var twin = await TrainAsync(folder, corpus, "model", DateTimeOffset.UnixEpoch.AddDays(1));

        twin.Verdict.Replaced.ShouldBeFalse();
        twin.Verdict.Champion.ShouldBe(champion.Version);
        twin.Verdict.Why.ShouldContain("better in 0 % of 1,000 draws");
        (await ManifestAsync(twin)).TrainedAt.ShouldBe(DateTimeOffset.UnixEpoch);
        File.ReadLines(Path.Combine(folder.Path, "registry.jsonl")).Select(line => JsonNode.Parse(line)!["replaced"]!.GetValue<bool>())
            .ShouldBe([true, false]);
    }

    [Fact]
    public async Task TrainAsync_Refuses_WhenTheOutputFolderHoldsSomethingElse()
    {
        using var folder = new TemporaryFolder();
        folder.Write("precious/notes.txt", "keep me");

        var problem = await Should.ThrowAsync<InputException>(
            () => TrainAsync(folder, Shipped.CorpusDirectory, "precious", DateTimeOffset.UnixEpoch));

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
    public async Task TrainAsync_LeavesTheFolderAsItWas_WhenCancelled()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model/manifest.json", "{}");
        using var cancelled = new CancellationTokenSource();
        var options = new TrainingOptions
        {
            CorpusDirectory = SmallCorpus(folder, "corpus"), OutputDirectory = Path.Combine(folder.Path, "model"),
        };

        await Should.ThrowAsync<OperationCanceledException>(
            () => new ModelTrainer(TimeProvider.System).TrainAsync(options, new CancelAtTurnModels(cancelled), cancelled.Token));

        (await File.ReadAllTextAsync(Path.Combine(options.OutputDirectory, "manifest.json"), CancellationToken.None)).ShouldBe("{}");
    }

    private const string ModelCardName = "MODEL_CARD.md";

    private static Task<TrainingResult> TrainAsync(TemporaryFolder folder, string corpus, string output, DateTimeOffset now) =>
        new ModelTrainer(new FakeTimeProvider(now)).TrainAsync(
            new() { CorpusDirectory = corpus, OutputDirectory = Path.Combine(folder.Path, output) }, null, TestContext.Current.CancellationToken);

    /// <summary>The first calls of one English and one German file: enough of each part to train and to measure.</summary>
    private static string SmallCorpus(TemporaryFolder folder, string name, Func<string, string>? rewrite = null)
    {
        foreach (var file in new[] { "en-a", "de-a" })
        {
            var lines = File.ReadLines(Path.Combine(Shipped.CorpusDirectory, "calls", file + ".jsonl")).Take(24);
            folder.Write(Path.Combine(name, "calls", file + ".jsonl"), string.Join('\n', lines.Select(line => rewrite?.Invoke(line) ?? line)));
        }

        File.Copy(Path.Combine(Shipped.CorpusDirectory, "split.json"), Path.Combine(folder.Path, name, "split.json"));
        return Path.Combine(folder.Path, name);
    }

    private static string RewriteTestCalls(string line)
    {
        var call = JsonNode.Parse(line)!;
        if (!TestIds.Contains(call["id"]!.GetValue<string>()))
            return line;
        call["scores"]!["empathy"] = 6 - call["scores"]!["empathy"]!.GetValue<int>();
        foreach (var turn in call["turns"]!.AsArray())
            turn!["text"] = "entirely different words zanzibar " + turn["text"];
        return call.ToJsonString();
    }

    private static HashSet<string> TestIds { get; } =
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Shipped.CorpusDirectory, "split.json")))!["test"]!.AsArray().Select(id => id!.GetValue<string>())];

    private static IEnumerable<string> FilesOf(TrainingResult result) =>
        Directory.EnumerateFiles(result.OutputDirectory).Select(file => Path.GetFileName(file)).Where(name => name != ModelManifest.FileName);

    private static byte[] ContentOf(TrainingResult result, string name) => File.ReadAllBytes(Path.Combine(result.OutputDirectory, name));

    private static Task<ModelManifest> ManifestAsync(TrainingResult result) =>
        ModelFolder.ReadManifestAsync(result.OutputDirectory, TestContext.Current.CancellationToken);

    private sealed class CancelAtTurnModels(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Share > 0.1)
                source.Cancel();
        }
    }
}
