using System.Text.Json;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class ExportCallsTests : IDisposable
{
    private static readonly Dictionary<string, string> Environment = new() { ["CallQA__Transcriber"] = "reference" };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Export_WritesAVconThatIngestTakesInAgain()
    {
        var sample = Path.Combine(Cli.Samples, "calls", "call-01-excellent-refund.wav");
        (await RunAsync("ingest", sample, "--metadata", Path.Combine(Cli.Samples, "calls.csv"), "--data", folder.Of("one"))).ExitCode.ShouldBe(0);

        var exported = await RunAsync("calls", "export", "call-01-excellent-refund", "--with-recording", "--output", folder.Of("out"), "--data", folder.Of("one"));
        exported.ExitCode.ShouldBe(0, exported.Errors);
        var vcon = folder.Of("out", "call-01-excellent-refund.vcon");
        using (var written = JsonDocument.Parse(await File.ReadAllBytesAsync(vcon, TestContext.Current.CancellationToken)))
            written.RootElement.GetProperty("parties")[0].GetProperty("name").GetString().ShouldBe("Emily Carter");

        var ingested = await RunAsync("ingest", vcon, "--data", folder.Of("two"), "--format", "json");
        ingested.ExitCode.ShouldBe(0, ingested.Errors);
        JsonDocument.Parse(ingested.Output).RootElement[0].GetProperty("agent").GetString().ShouldBe("Emily Carter");
        Directory.GetFiles(folder.Of("two", "recordings"), "*", SearchOption.AllDirectories).Select(path => new FileInfo(path).Length)
            .ShouldBe([new FileInfo(sample).Length]);
    }

    [Fact]
    public async Task Export_SaysSo_WhenThereIsNoSuchCall()
    {
        var result = await RunAsync("calls", "export", "nobody", "--output", folder.Of("out"), "--data", folder.Of("one"));

        result.ExitCode.ShouldBe(10);
        result.Errors.ReplaceLineEndings(" ").ShouldContain("The call 'nobody' is not in the store");
    }

    [Fact]
    public async Task Export_SaysSo_WhenATranscriptShallHoldARecording()
    {
        var result = await RunAsync("calls", "export", "nobody", "--format", "vtt", "--with-recording", "--data", folder.Of("one"));

        result.ExitCode.ShouldBe(2);
        result.Errors.ReplaceLineEndings(" ").ShouldContain("Only --format vcon knows --with-recording");
    }

    private static Task<CliResult> RunAsync(params string[] arguments) => Cli.RunAsync(Environment, arguments);
}
