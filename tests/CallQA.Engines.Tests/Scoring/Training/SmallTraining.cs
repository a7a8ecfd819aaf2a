using CallQA.Engines.Scoring.Training;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.Engines.Tests.Scoring.Training;

/// <summary>A training on a few calls, done once for all tests that look at its result; it took the place of a model that cannot be read.</summary>
public sealed class SmallTraining : IAsyncLifetime
{
    private const int CallsAFile = 24;

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

    /// <summary>The first calls of one English and one German file of each sitting: enough of each part to train and to measure.</summary>
    internal static string Cut(TemporaryFolder folder, string name, Func<string, string>? rewrite = null, string sittings = "a")
    {
        foreach (var file in sittings.SelectMany(sitting => new[] { $"en-{sitting}", $"de-{sitting}" }))
        {
            var lines = File.ReadLines(Path.Combine(Shipped.CorpusDirectory, "calls", file + ".jsonl")).Take(CallsAFile);
            folder.Write(Path.Combine(name, "calls", file + ".jsonl"), string.Join('\n', lines.Select(line => rewrite?.Invoke(line) ?? line)));
        }

        File.Copy(Path.Combine(Shipped.CorpusDirectory, "split.json"), Path.Combine(folder.Path, name, "split.json"));
        return Path.Combine(folder.Path, name);
    }
}
