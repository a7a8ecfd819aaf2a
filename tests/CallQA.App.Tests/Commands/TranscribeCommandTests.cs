using System.Text.Json;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class TranscribeCommandTests
{
    private static readonly string[] Calls =
    [
        Path.Combine(Cli.Samples, "calls", "call-01-excellent-refund.wav"),
        Path.Combine(Cli.Samples, "calls", "call-05-poor-cancellation.wav"),
    ];

    [Fact]
    public async Task Transcribe_PrintsOneArray_WhenSeveralFilesAreAskedForAsJson()
    {
        var result = await Cli.RunAsync(["transcribe", .. Calls, "--format", "json"]);

        result.ExitCode.ShouldBe(0, result.Errors);
        var ids = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().Select(call => call.GetProperty("id").GetString());
        ids.ShouldBe(["call-01-excellent-refund", "call-05-poor-cancellation"]);
    }

    [Theory]
    [InlineData("json", "\"turns\"")]
    [InlineData("txt", "Agent:")]
    [InlineData("vtt", "WEBVTT")]
    [InlineData("srt", " --> ")]
    public async Task Transcribe_WritesOneFileARecording_WhenGivenAFolder(string format, string mark)
    {
        using var folder = new TemporaryFolder();

        var result = await Cli.RunAsync("transcribe", Calls[0], "--format", format, "--output", folder.Of("out"));

        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldBeEmpty();
        File.ReadAllText(folder.Of("out", $"call-01-excellent-refund.{format}")).ShouldContain(mark);
    }

    [Fact]
    public async Task Transcribe_KeepsBoth_WhenTwoFilesHaveOneName()
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (folder.Of("a", "call.wav"), folder.Of("b", "call.wav"));
        foreach (var (source, path) in new[] { (Calls[0], first), (Calls[1], second) })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(source, path);
        }

        var result = await Cli.RunAsync("transcribe", first, second, "--output", folder.Of("out"));

        result.ExitCode.ShouldBe(0, result.Errors);
        Directory.GetFiles(folder.Of("out")).Length.ShouldBe(2);
        File.Exists(folder.Of("out", "call.txt")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    public async Task Transcribe_NamesWhatItWasGiven_WhenThatIsAFolder(string end)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Of("calls"));

        var result = await Cli.RunAsync("transcribe", folder.Of("calls") + end);

        result.ExitCode.ShouldBe((int)InputFault.Unreadable, result.Errors);
        result.Errors.ShouldContain("calls");
        result.Errors.ShouldContain("folder");
    }

    [Fact]
    public async Task Transcribe_Refuses_WhenTheModelWasNotTrainedForALanguageToDetect()
    {
        var result = await Cli.RunAsync("transcribe", Calls[0], "--languages", "en,de");

        result.ExitCode.ShouldBe((int)InputFault.Settings, result.Errors);
        result.Errors.ShouldContain("'de'");
    }

    [Fact]
    public async Task Transcribe_DoesTheOthersAndExits10_WhenOneFileIsBad()
    {
        using var folder = new TemporaryFolder();

        var result = await Cli.RunAsync("transcribe", folder.Of("gone.wav"), Calls[0]);

        result.ExitCode.ShouldBe(10);
        result.Errors.ShouldContain("gone.wav");
        result.Output.ShouldContain("Agent:");
    }

    [Fact]
    public async Task Transcribe_NamesTheSpeakersAsTold_WhenChannelsAreSwapped() =>
        (await Cli.RunAsync("transcribe", Calls[0], "--channels", "customer,agent")).Output.ShouldContain("Customer: Good morning");

    [Fact]
    public async Task Transcribe_Exits9_WhenAChannelIsNobody() =>
        (await Cli.RunAsync("transcribe", Calls[0], "--channels", "robot")).ExitCode.ShouldBe(9);

    [Fact]
    public async Task Transcribe_WritesWords_OnlyWhenAsked()
    {
        var without = await Cli.RunAsync("transcribe", Calls[1], "--format", "json");
        var with = await Cli.RunAsync(
            "transcribe", Calls[1], "--format", "json", "--word-times", "--precision", "fp32", "--threads", "2", "--prompt", "A call.");

        without.ExitCode.ShouldBe(0, without.Errors);
        without.Output.ShouldNotContain("\"words\"");
        with.ExitCode.ShouldBe(0, with.Errors);
        with.Output.ShouldContain("\"words\"");
        with.Output.ShouldContain("precision=Fp32");
        with.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--language german", "--language is 'german'")]
    [InlineData("--language de", "hears en only")]
    [InlineData("--languages en,de --language en", "--languages is 'en,de'")]
    public async Task Transcribe_Exits9_WhenAnOptionCannotBeUsed(string options, string named)
    {
        var result = await Cli.RunAsync(["transcribe", Calls[0], .. options.Split(' ')]);

        result.ExitCode.ShouldBe(9, result.Errors);
        result.Errors.ShouldContain(named);
        result.Errors.Trim().Split('\n').Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("--threads", "many")]
    [InlineData("--formt", "json")]
    public async Task Transcribe_Exits2_WhenTheCommandLineIsNotUnderstood(string option, string value)
    {
        var result = await Cli.RunAsync("transcribe", Calls[0], option, value);

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain(option);
        result.Errors.ShouldContain("callqa transcribe --help");
        result.Errors.ShouldNotContain("System.");
        result.Output.ShouldBeEmpty();
    }
}
