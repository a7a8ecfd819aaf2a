using System.Text.Json;
using CallQA.App.Tests.Commands;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Reliability;

/// <summary>Scoring models that the real program trained on a small part of the corpus, entered in a registry of their own.</summary>
public sealed class NewScoringModel : IAsyncLifetime
{
    private const int CallsAFile = 24;

    private readonly TemporaryFolder folder = new();

    public string Folder => folder.Of("scoring", "new");

    public string Version { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var shipped = Path.Combine(Cli.Repository, "models", "scoring", "corpus");
        Directory.CreateDirectory(folder.Of("corpus", "calls"));
        foreach (var file in new[] { "en-a.jsonl", "de-a.jsonl" })
            File.WriteAllLines(folder.Of("corpus", "calls", file), File.ReadLines(Path.Combine(shipped, "calls", file)).Take(CallsAFile));
        File.Copy(Path.Combine(shipped, "split.json"), folder.Of("corpus", "split.json"));
        using var split = JsonDocument.Parse(File.ReadAllText(Path.Combine(shipped, "split.json")));
        var tests = split.RootElement.GetProperty("test").EnumerateArray().Select(id => id.GetString()).ToHashSet();
        foreach (var file in new[] { "en-d.jsonl", "en-e.jsonl", "de-c.jsonl", "de-d.jsonl" })
            File.WriteAllLines(folder.Of("corpus", "calls", file), File.ReadLines(Path.Combine(shipped, "calls", file)).Where(line => tests.Contains(IdOf(line))));

        (await Cli.RunAsync("train", "--data", folder.Of("corpus"), "--output", Folder)).ExitCode.ShouldBe(0);

        var line = (await File.ReadAllLinesAsync(folder.Of("scoring", "registry.jsonl"))).ShouldHaveSingleItem();
        using var entry = JsonDocument.Parse(line);
        Version = entry.RootElement.GetProperty("version").GetString()!;
    }

    private static string? IdOf(string line)
    {
        using var call = JsonDocument.Parse(line);
        return call.RootElement.GetProperty("id").GetString();
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
