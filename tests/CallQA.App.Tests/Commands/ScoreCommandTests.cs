using System.Text.Json;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class ScoreCommandTests
{
    private const string Settled = """
        {"id":"settled","language":"en","turns":[
          {"speaker":"agent","text":"Good morning, Home Choice, my name is Emily, how can I help you?"},
          {"speaker":"customer","text":"My heating has been broken for two days and my baby is freezing."},
          {"speaker":"agent","text":"Two days in the cold with a baby, that must be awful, I am so sorry. I will get you an engineer today."},
          {"speaker":"customer","text":"He just called, he is here already. Thank you so much, it is warm again."},
          {"speaker":"agent","text":"I am so glad it is warm again. Is there anything else I can do for you? Have a lovely day."}]}
        """;

    private const string Refused = """
        {"id":"refused","language":"de","turns":[
          {"speaker":"agent","text":"Ja?"},
          {"speaker":"customer","text":"Guten Tag, meine Heizung ist seit zwei Tagen kaputt und mein Baby friert."},
          {"speaker":"agent","text":"Das ist nicht mein Problem. Rufen Sie eben woanders an."},
          {"speaker":"customer","text":"Das ist unverschämt, ich kündige."}]}
        """;

    [Fact]
    public async Task Score_PrintsAnArrayInOrder_WhenGivenJsonLinesAndFiles()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.Of("calls.jsonl"), OneLine(Settled) + "\n" + OneLine(Refused) + "\n");
        await WriteAsync(folder.Of("call.json"), Settled);

        var result = await Cli.RunAsync("score", folder.Of("calls.jsonl"), folder.Of("call.json"), "--format", "json");

        result.ExitCode.ShouldBe(0, result.Errors);
        var calls = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().ToList();
        calls.Select(call => call.GetProperty("id").GetString()).ShouldBe(["settled", "refused", "settled"]);
        foreach (var scores in calls.Select(call => call.GetProperty("scores")))
        {
            scores.GetProperty("empathy").GetProperty("score").GetInt32().ShouldBeInRange(1, 5);
            scores.GetProperty("courtesy").GetProperty("score").GetInt32().ShouldBeInRange(1, 5);
            scores.GetProperty("resolution").GetProperty("score").GetString().ShouldBeOneOf("resolved", "partial", "unresolved");
            scores.GetProperty("resolution").GetProperty("confidence").GetDouble().ShouldBeInRange(0, 1);
            scores.GetProperty("empathy").GetProperty("evidence").ValueKind.ShouldBe(JsonValueKind.Array);
        }
    }

    [Fact]
    public async Task Score_TellsGoodFromBad_WhenTheCallsAreFarApart()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.Of("calls.jsonl"), OneLine(Settled) + "\n" + OneLine(Refused));

        var result = await Cli.RunAsync("score", folder.Of("calls.jsonl"), "--format", "json");

        var calls = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().Select(call => call.GetProperty("scores")).ToList();
        calls[0].GetProperty("empathy").GetProperty("score").GetInt32()
            .ShouldBeGreaterThan(calls[1].GetProperty("empathy").GetProperty("score").GetInt32());
        calls[1].GetProperty("resolution").GetProperty("score").GetString().ShouldBe("unresolved");
        calls[1].GetProperty("resolution").GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Score_SaysThatNothingCanBeScored_WhenTheTranscriptIsEmpty()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.Of("call.json"), """{"id":"empty","language":"en","turns":[]}""");

        var result = await Cli.RunAsync("score", folder.Of("call.json"), "--format", "json");

        result.ExitCode.ShouldBe(0, result.Errors);
        var empathy = JsonDocument.Parse(result.Output).RootElement[0].GetProperty("scores").GetProperty("empathy");
        empathy.GetProperty("score").ValueKind.ShouldBe(JsonValueKind.Null);
        empathy.GetProperty("needsReview").GetBoolean().ShouldBeTrue();
        empathy.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Score_PrintsTheOthersAndExits10_WhenOneFileIsBad()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.Of("bad.json"), "{");
        await WriteAsync(folder.Of("good.json"), Settled);

        var result = await Cli.RunAsync("score", folder.Of("bad.json"), folder.Of("good.json"), "--format", "json");

        result.ExitCode.ShouldBe(10, result.Errors);
        result.Errors.ShouldContain("bad.json");
        JsonDocument.Parse(result.Output).RootElement[0].GetProperty("id").GetString().ShouldBe("settled");
        (await Cli.RunAsync("score", folder.Of("bad.json"))).ExitCode.ShouldBe(7);
    }

    [Fact]
    public async Task Score_RefusesTheBadLineOnly_WhenOneOfJsonLinesIsBad()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.Of("calls.jsonl"), OneLine(Settled) + "\n{\"id\":\"b\",\n" + OneLine(Settled).Replace("\"settled\"", "\"third\"", StringComparison.Ordinal) + "\n");

        var result = await Cli.RunAsync("score", folder.Of("calls.jsonl"), "--format", "json");

        result.ExitCode.ShouldBe(10, result.Errors);
        result.Errors.ShouldContain("line 2");
        JsonDocument.Parse(result.Output).RootElement.EnumerateArray().Select(call => call.GetProperty("id").GetString()).ShouldBe(["settled", "third"]);
    }

    [Fact]
    public async Task Score_UsesTheModelsInForce_WhenOthersWereLearnt()
    {
        using var folder = new TemporaryFolder();
        await LearntModels.PutInForceAsync(folder.Of("data"));
        await WriteAsync(folder.Of("call.json"), Settled);
        string[] score = ["score", folder.Of("call.json"), "--format", "json", "--data", folder.Of("data")];

        var learnt = await Cli.RunAsync(LearntModels.Environment, score);
        var named = await Cli.RunAsync(LearntModels.Environment, [.. score, "--model", Path.Combine(Cli.Repository, "models", "scoring", "en-de")]);

        ModelOf(learnt).ShouldBe(LearntModels.Version);
        ModelOf(named).ShouldNotBe(LearntModels.Version, "a folder that is named goes before");

        static string? ModelOf(CliResult result) => JsonDocument.Parse(result.Output).RootElement[0].GetProperty("model").GetString();
    }

    private static string OneLine(string json) => json.ReplaceLineEndings(" ");

    private static Task WriteAsync(string path, string content) =>
        File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
}
