using System.Globalization;
using System.Text.Json;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class EvaluateCommandTests
{
    private const int Calls = 8;

    [Fact]
    public async Task Evaluate_PrintsTheFiguresAsJson_WhenGivenAFileOfLabelledCalls()
    {
        using var folder = new TemporaryFolder();
        var corpus = Path.Combine(Cli.Repository, "models", "scoring", "corpus", "calls", "de-n.jsonl");
        await File.WriteAllLinesAsync(folder.Of("mine.jsonl"), File.ReadLines(corpus).Take(Calls), TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync("evaluate", "--data", folder.Of("mine.jsonl"), "--format", "json");

        result.ExitCode.ShouldBe(0, result.Errors);
        var report = JsonDocument.Parse(result.Output).RootElement;
        report.GetProperty("model").GetString().ShouldStartWith("callqa-scoring/1+");
        report.GetProperty("part").GetString().ShouldBe("file");
        var criteria = report.GetProperty("criteria").EnumerateArray().Where(one => one.GetProperty("language").GetString() == "de").ToList();
        criteria.Select(one => one.GetProperty("criterion").GetString()).ShouldBe(["empathy", "courtesy", "resolution"]);
        criteria.ShouldAllBe(one => one.GetProperty("calls").GetInt32() == Calls);
        criteria.ShouldAllBe(one => one.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(cell => cell.GetInt32())) == Calls);
        criteria.SelectMany(one => one.EnumerateObject()).Select(member => member.Name).ShouldNotContain("majority", "a file has no training calls");
        report.GetProperty("origins").EnumerateArray().Single().GetProperty("origin").GetString().ShouldBe("mine");
    }

    [Fact]
    public async Task Evaluate_PrintsEveryScoreWithPrecisionAndRecall_WhenAskedForTables()
    {
        using var folder = new TemporaryFolder();
        var corpus = Path.Combine(Cli.Repository, "models", "scoring", "corpus", "calls", "de-n.jsonl");
        var calls = File.ReadLines(corpus).Take(Calls).ToList();
        await File.WriteAllLinesAsync(folder.Of("mine.jsonl"), calls, TestContext.Current.CancellationToken);
        var reviewed = calls.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("scores")).ToList();

        var result = await Cli.RunAsync("evaluate", "--data", folder.Of("mine.jsonl"));

        result.ExitCode.ShouldBe(0, result.Errors);
        var rows = result.Output.Split('\n').Select(line => line.Split('│', StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 10).ToList();
        rows[0][1..^1].ShouldBe(["language", "criterion", "score", "calls", "precision", "recall", "F1", "scored as"]);
        rows.Skip(1).Select(cells => cells[2]).ShouldBe(
            [.. Enumerable.Repeat("empathy", 5), .. Enumerable.Repeat("courtesy", 5), .. Enumerable.Repeat("resolution", 3)]);
        foreach (var cells in rows.Skip(1))
            cells[4].ShouldBe(Given(cells[2], cells[3]), $"{cells[2]} {cells[3]}");

        string Given(string criterion, string score) =>
            reviewed.Count(one => one.GetProperty(criterion).ToString() == score).ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Evaluate_NamesFileAndLine_WhenACallIsMalformed()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Of("mine.jsonl"), "{", TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync("evaluate", "--data", folder.Of("mine.jsonl"), "--format", "json");

        result.ExitCode.ShouldNotBe(0);
        result.Errors.ReplaceLineEndings("").ShouldContain("mine.jsonl");
        result.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--origins has no effect with --cross-validate", "evaluate", "--cross-validate", "--origins", "x")]
    [InlineData("--model has no effect with --cross-validate", "evaluate", "--cross-validate", "--model", "x")]
    [InlineData("--part has no effect with --cross-validate", "evaluate", "--cross-validate", "--part", "test")]
    [InlineData("--language has an effect only with --cross-validate", "evaluate", "--language", "de")]
    [InlineData("--seed has no effect with --reviews", "train", "--reviews", "--seed", "2")]
    [InlineData("--force has no effect with --reviews", "train", "--reviews", "--force")]
    public async Task Command_Refuses_WhenAnOptionWouldBePassedOver(string complaint, params string[] arguments)
    {
        var result = await Cli.RunAsync(arguments);

        result.ExitCode.ShouldBe(2);
        result.Errors.ReplaceLineEndings(" ").ShouldContain(complaint);
    }
}
