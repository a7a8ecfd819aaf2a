using System.Text.Json;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class DemoCommandTests
{
    [Fact]
    public async Task Demo_GivesTheSameAndDuplicatesNothing_WhenRunTwice()
    {
        using var folder = new TemporaryFolder();

        var first = await Cli.RunAsync("demo", "--output", folder.Path, "--format", "json");
        var files = Contents(folder.Path);
        var second = await Cli.RunAsync("demo", "--output", folder.Path, "--format", "json");

        first.ExitCode.ShouldBe(0, first.Errors);
        second.ExitCode.ShouldBe(0, second.Errors);
        second.Output.ShouldBe(first.Output);
        var again = Contents(folder.Path);
        again.Keys.Order().ShouldBe(files.Keys.Order());
        again.Keys.Where(file => again[file] != files[file]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Demo_WritesTranscriptsEvaluationsAndReports_WhenScoringTheReference()
    {
        using var folder = new TemporaryFolder();

        var result = await Cli.RunAsync("demo", "--reference", "--output", folder.Path);

        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldContain("call-01-excellent-refund");
        Directory.GetFiles(Path.Combine(folder.Path, "transcripts"), "*.json").Length.ShouldBe(6);
        foreach (var kind in new[] { "*.html", "*.csv", "*.json" })
        {
            Directory.GetFiles(Path.Combine(folder.Path, "reports"), kind).ShouldNotBeEmpty(kind);
        }

        Overall(folder.Path, "call-01-excellent-refund").ShouldBeGreaterThan(Overall(folder.Path, "call-05-poor-cancellation"));
    }

    [Fact]
    public async Task Demo_TellsEachScoreWithEvidence_WhenReadByAMachine()
    {
        using var folder = new TemporaryFolder();

        await Cli.RunAsync("demo", "--reference", "--output", folder.Path);

        foreach (var call in Evaluations(folder.Path).EnumerateArray())
        {
            call.GetProperty("agent").GetString().ShouldNotBeNullOrEmpty();
            foreach (var criterion in new[] { "empathy", "courtesy", "resolution" })
            {
                var score = call.GetProperty(criterion);
                score.GetProperty("score").ValueKind.ShouldBeOneOf(JsonValueKind.Number, JsonValueKind.String);
                score.GetProperty("confidence").GetDouble().ShouldBeInRange(0, 1);
                score.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
                var evidence = score.GetProperty("evidence").EnumerateArray().ToList();
                (evidence.Count > 0 || score.GetProperty("needsReview").GetBoolean()).ShouldBeTrue();
                evidence.ShouldAllBe(passage => passage.GetProperty("start").GetDouble() <= passage.GetProperty("end").GetDouble());
            }
        }
    }

    private static double Overall(string folder, string id) => Evaluations(folder).EnumerateArray()
        .Single(call => call.GetProperty("id").GetString() == id).GetProperty("overall").GetDouble();

    private static JsonElement Evaluations(string folder) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "evaluations.json"))).RootElement;

    // The database's own files change with every opening; what is asked is that nothing is written twice.
    private static Dictionary<string, string> Contents(string folder) => Directory
        .GetFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => !Path.GetFileName(path).StartsWith("callqa.db", StringComparison.Ordinal))
        .ToDictionary(path => Path.GetRelativePath(folder, path), path => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))));
}
