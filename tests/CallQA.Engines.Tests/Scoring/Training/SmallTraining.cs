using System.Text.Json.Nodes;
using CallQA.Engines.Scoring.Training;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.Engines.Tests.Scoring.Training;

/// <summary>A training on a few calls, done once for all tests that look at its result; it took the place of a model that cannot be read.</summary>
public sealed class SmallTraining : IAsyncLifetime
{
    private const int CallsAFile = 24;

    private static readonly Dictionary<string, string[]> Tests = new() { ["en-t"] = ["en-d", "en-e"], ["de-t"] = ["de-c", "de-d"] };

    private readonly TemporaryFolder _folder = new();

    public string Corpus { get; private set; } = "";

    public TrainingResult Result { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Corpus = Cut(_folder, "corpus");
        _folder.Write("model/manifest.json", "{}");
        _folder.Write("model/stale.zip", "old");
        Result = await TrainAsync(_folder, Corpus, "model", new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static Task<TrainingResult> TrainAsync(TemporaryFolder folder, string corpus, string output, DateTimeOffset now) =>
        new ModelTrainer(new FakeTimeProvider(now)).TrainAsync(
            new() { CorpusDirectory = corpus, OutputDirectory = Path.Combine(folder.Path, output) }, null, TestContext.Current.CancellationToken);

    /// <summary>
    /// The first calls of one English and one German file of each sitting, and where wanted the test calls of two more: enough of each part
    /// to train and to measure.
    /// </summary>
    internal static string Cut(TemporaryFolder folder, string name, Func<string, string>? rewrite = null, string sittings = "a", bool withTests = true)
    {
        foreach (var file in sittings.SelectMany(sitting => new[] { $"en-{sitting}", $"de-{sitting}" }))
        {
            var lines = File.ReadLines(Path.Combine(Shipped.CorpusDirectory, "calls", file + ".jsonl")).Take(CallsAFile);
            folder.Write(Path.Combine(name, "calls", file + ".jsonl"), string.Join('\n', lines.Select(line => rewrite?.Invoke(line) ?? line)));
        }

        foreach (var (file, sources) in withTests ? Tests : [])
        {
            var lines = sources.SelectMany(source => File.ReadLines(Path.Combine(Shipped.CorpusDirectory, "calls", source + ".jsonl"))).Where(IsTest);
            folder.Write(Path.Combine(name, "calls", file + ".jsonl"), string.Join('\n', lines.Select(line => rewrite?.Invoke(line) ?? line)));
        }

        File.Copy(Path.Combine(Shipped.CorpusDirectory, "split.json"), Path.Combine(folder.Path, name, "split.json"));
        return Path.Combine(folder.Path, name);
    }

    /// <summary>Identifiers of the test calls of the corpus.</summary>
    internal static HashSet<string> TestIds { get; } =
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Shipped.CorpusDirectory, "split.json")))!["test"]!.AsArray().Select(id => id!.GetValue<string>())];

    private static bool IsTest(string line) => TestIds.Contains((string)JsonNode.Parse(line)!["id"]!);
}
