using System.Text.Json;
using CallQA.App.Tests.Downloads;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class ModelsCommandTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(Cli.Repository, "models", "whisper", "ggml-callqa-demo-en-q8_0.bin");
    private static readonly string Call = Path.Combine(Cli.Samples, "calls", "call-05-poor-cancellation.wav");
    private readonly TemporaryFolder _folder = new();

    private string Own => _folder.Of("own");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Models_CanBePulledListedCheckedAndUsed()
    {
        await using var server = await FileServer.StartAsync(await File.ReadAllBytesAsync(Shipped, TestContext.Current.CancellationToken));

        var pulled = await RunAsync("pull", "mine", "--from", server.Address.AbsoluteUri, "--format", "json");
        pulled.ExitCode.ShouldBe(0, pulled.Errors);
        pulled.Errors.ShouldBeEmpty();
        Json(pulled)[0].GetProperty("checkedAgainstPublishedHash").GetBoolean().ShouldBeFalse();

        var mine = Json(await RunAsync("list", "--format", "json")).EnumerateArray().Single(line => line.GetProperty("name").GetString() == "mine");
        mine.GetProperty("installed").GetBoolean().ShouldBeTrue();
        mine.GetProperty("melBins").GetInt32().ShouldBe(80);
        (await RunAsync("verify")).ExitCode.ShouldBe(0);

        var heard = await RunAnyAsync("transcribe", Call, "--model", "mine", "--format", "json");
        heard.ExitCode.ShouldBe(0, heard.Errors);
        heard.Output.ShouldContain("ggml-mine.bin@");
    }

    [Fact]
    public async Task Scoring_NamesTheShippedModels_WhileNothingWasLearnt()
    {
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Cli.Repository, "models", "scoring", "en-de", "manifest.json"), TestContext.Current.CancellationToken));
        var version = manifest.RootElement.GetProperty("version").GetString()!;

        var told = await RunAsync("scoring", "--data", _folder.Of("data"));

        told.Output.ReplaceLineEndings("").ShouldStartWith($"In force: {version}, shipped with CallQA");
        Json(await RunAsync("scoring", "--data", _folder.Of("data"), "--format", "json")).GetProperty("version").GetString().ShouldBe(version);
    }

    [Fact]
    public async Task Verify_TellsAlteredAndMissingApart()
    {
        (await RunAsync("add", Shipped, "--name", "mine")).ExitCode.ShouldBe(0);

        await File.AppendAllTextAsync(Path.Combine(Own, "ggml-mine.bin"), "x", TestContext.Current.CancellationToken);
        (await RunAsync("verify", "mine")).ExitCode.ShouldBe(12);
        File.Delete(Path.Combine(Own, "ggml-mine.bin"));
        (await RunAsync("verify", "mine")).ExitCode.ShouldBe(11);
        var used = await RunAnyAsync("transcribe", Call, "--model", "mine");
        used.ExitCode.ShouldBe(6);
        used.Errors.ShouldContain("callqa models add");
    }

    [Fact]
    public async Task Remove_TakesTheModelOffTheListAndTheDisk_ButNotALinkedFile()
    {
        var linked = _folder.Of("elsewhere.bin");
        File.Copy(Shipped, linked);
        await RunAsync("add", Shipped, "--name", "mine", "--default");
        await RunAsync("add", linked, "--name", "theirs", "--link");

        var removed = await RunAsync("remove", "mine", "theirs", "--format", "json");

        removed.ExitCode.ShouldBe(0, removed.Errors);
        Json(removed).EnumerateArray().Select(line => line.GetProperty("fileDeleted").GetBoolean()).ShouldBe([true, false]);
        (File.Exists(Path.Combine(Own, "ggml-mine.bin")), File.Exists(linked)).ShouldBe((false, true));
        var listed = Json(await RunAsync("list", "--installed", "--format", "json"));
        listed.EnumerateArray().Select(model => (model.GetProperty("name").GetString(), model.GetProperty("default").GetBoolean()))
            .ShouldBe([("callqa-demo-en", true), ("callqa-demo-de", false)]);
    }

    [Fact]
    public async Task Pull_GoesThroughTheProxyOfTheEnvironment()
    {
        await using var proxy = await FileServer.StartAsync(await File.ReadAllBytesAsync(Shipped, TestContext.Current.CancellationToken));

        var pulled = await Cli.RunAsync(
            new Dictionary<string, string>(Environment()) { ["HTTP_PROXY"] = proxy.Address.AbsoluteUri, ["NO_PROXY"] = "" },
            "models", "pull", "mine", "--from", "http://models.invalid/ggml");

        pulled.ExitCode.ShouldBe(0, pulled.Errors);
        proxy.Requests.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            asked => asked.Host.ShouldBe("models.invalid"), asked => asked.Path.ShouldBe("/ggml/ggml-mine.bin"));
    }

    [Theory]
    [InlineData(9, "pull", "smal")]
    [InlineData(9, "pull", "small", "--from", "nowhere")]
    [InlineData(6, "verify", "small")]
    [InlineData(6, "remove", "small")]
    [InlineData(9, "remove", "callqa-demo-en")]
    [InlineData(6, "add", "README.md")]
    public async Task Models_Refuse_WithOneSentence(int exitCode, params string[] arguments)
    {
        var result = await RunAsync(arguments);

        result.ExitCode.ShouldBe(exitCode, result.Errors);
        result.Errors.ShouldNotContain("   at ");
        result.Errors.Trim().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task Pull_Exits11_WhenTheServerHasNoSuchFile()
    {
        await using var server = await FileServer.StartAsync([]);
        server.Status = _ => 404;

        var result = await RunAsync("pull", "tiny", "--from", server.Address.AbsoluteUri);

        result.ExitCode.ShouldBe(11);
        result.Errors.ShouldContain("404");
    }

    [Fact]
    public async Task Transcribe_NamesTheCommand_WhenThereIsNoModel()
    {
        var environment = new Dictionary<string, string>(Environment()) { ["CALLQA__MODELSDIRECTORY"] = _folder.Of("empty") };

        foreach (var (arguments, command) in new[] { (Array.Empty<string>(), "callqa models pull small"), (["--model", "base.en"], "callqa models pull base.en") })
        {
            var result = await Cli.RunAsync(environment, ["transcribe", Call, .. arguments]);
            result.ExitCode.ShouldBe(6);
            result.Errors.ShouldContain(command);
        }
    }

    private static JsonElement Json(CliResult result) => JsonDocument.Parse(result.Output).RootElement;

    private Dictionary<string, string> Environment() => new() { ["CALLQA__DOWNLOADS__FOLDER"] = Own, ["HOME"] = _folder.Path };

    private Task<CliResult> RunAsync(params string[] arguments) => RunAnyAsync(["models", .. arguments]);

    private Task<CliResult> RunAnyAsync(params string[] arguments) => Cli.RunAsync(Environment(), arguments);
}
