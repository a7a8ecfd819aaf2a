using System.Text.Json;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class ScorecardCommandTests
{
    private const string Call = """
        {"id":"pbx-17","language":"en","turns":[
          {"speaker":"agent","text":"Good morning, Home Choice, my name is Emily, how can I help you?"},
          {"speaker":"customer","text":"My heating is broken and my baby is freezing."},
          {"speaker":"agent","text":"That must be awful, I am so sorry. I have booked an engineer for you, he comes within the hour."},
          {"speaker":"customer","text":"He is here already. Thank you so much, it is warm again."}]}
        """;

    [Fact]
    public async Task New_WritesAScorecardThatIsValid_WhenTheFileIsNew()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Of("billing-call.yaml");

        var written = await Cli.RunAsync("scorecard", "new", "billing-call", "--output", path);
        var again = await Cli.RunAsync("scorecard", "new", "billing-call", "--output", path);
        var valid = await Cli.RunAsync("scorecard", "validate", path);

        written.ExitCode.ShouldBe(0, written.Errors);
        again.ExitCode.ShouldNotBe(0);
        again.Errors.ReplaceLineEndings(" ").ShouldContain("exists already");
        valid.ExitCode.ShouldBe(0, valid.Errors);
        valid.Output.ShouldContain("billing-call@1 is valid");
    }

    [Fact]
    public async Task New_Refuses_WhenTheIdentifierIsNone()
    {
        using var folder = new TemporaryFolder();

        var result = await Cli.RunAsync("scorecard", "new", "Billing Call", "--output", folder.Of("x.yaml"));

        result.ExitCode.ShouldNotBe(0);
        result.Errors.ReplaceLineEndings(" ").ShouldContain("use lower-case letters, digits and hyphens");
        File.Exists(folder.Of("x.yaml")).ShouldBeFalse();
    }

    [Fact]
    public async Task Preview_AnswersEveryQuestion_WhenGivenATranscript()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Of("call.json"), Call, TestContext.Current.CancellationToken);

        var text = await Cli.RunAsync("scorecard", "preview", "service-call", "--transcript", folder.Of("call.json"), "--language", "de");
        var json = await Cli.RunAsync("scorecard", "preview", "service-call", "--transcript", folder.Of("call.json"), "--format", "json");

        text.ExitCode.ShouldBe(0, text.Errors);
        text.Output.ShouldContain("Servicegespräch (service-call@1) · pbx-17: ");
        text.Output.ShouldContain("[greeting]");
        var evaluation = JsonDocument.Parse(json.Output).RootElement[0];
        evaluation.GetProperty("scorecard").GetString().ShouldBe("service-call@1");
        evaluation.GetProperty("answers").EnumerateArray().First(answer => answer.GetProperty("question").GetString() == "greeting")
            .GetProperty("choice").GetString().ShouldBe("yes");
    }

    [Fact]
    public async Task Preview_UsesTheModelsInForce_WhenOthersWereLearnt()
    {
        using var folder = new TemporaryFolder();
        await LearntModels.PutInForceAsync(folder.Of("data"));
        await File.WriteAllTextAsync(folder.Of("call.json"), Call, TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync(
            LearntModels.Environment, "scorecard", "preview", "service-call", "--transcript", folder.Of("call.json"), "--format", "json", "--data", folder.Of("data"));

        result.ExitCode.ShouldBe(0, result.Errors);
        JsonDocument.Parse(result.Output).RootElement[0].GetProperty("model").GetString().ShouldBe(LearntModels.Version);
    }

    [Fact]
    public async Task Preview_SaysSo_WhenTheCallIsNotInTheStore()
    {
        using var folder = new TemporaryFolder();

        var result = await Cli.RunAsync("scorecard", "preview", "service-call", "--call", "nobody", "--data", folder.Of("data"));

        result.ExitCode.ShouldNotBe(0);
        result.Errors.ReplaceLineEndings(" ").ShouldContain("'nobody' has no transcript");
    }
}
