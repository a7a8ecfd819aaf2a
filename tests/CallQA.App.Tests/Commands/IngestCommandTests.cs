using System.Text.Json;
using CallQA.App.Settings;
using CallQA.App.Tests.Buckets;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class IngestCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Ingest_GoesOnAfterABadFile_AndAnswersFromTheStoreTheSecondTime()
    {
        var sources = Directory.CreateDirectory(folder.Of("sources")).FullName;
        foreach (var call in new[] { "call-01-excellent-refund", "call-05-poor-cancellation" })
            File.Copy(Path.Combine(Cli.Samples, "calls", call + ".wav"), Path.Combine(sources, call + ".wav"));
        await File.WriteAllTextAsync(Path.Combine(sources, "bad.wav"), "not audio", TestContext.Current.CancellationToken);

        var first = await IngestAsync(sources);
        first.ExitCode.ShouldBe(10, first.Errors);
        first.Errors.ShouldContain("bad.wav");
        var calls = JsonDocument.Parse(first.Output).RootElement.EnumerateArray().ToList();
        calls.Count.ShouldBe(3);
        calls.Count(call => call.TryGetProperty("stage", out var stage) && stage.GetString() == "scored").ShouldBe(2);
        calls.Single(call => call.GetProperty("file").GetString()!.EndsWith("refund.wav", StringComparison.Ordinal))
            .GetProperty("agent").GetString().ShouldBe("Emily Carter");
        Directory.GetFiles(sources).Length.ShouldBe(3);

        File.Delete(Path.Combine(sources, "bad.wav"));
        (await IngestAsync(sources)).ExitCode.ShouldBe(0);
        Directory.GetFiles(folder.Of("data", "recordings"), "*", SearchOption.AllDirectories).Length.ShouldBe(2);

        var nightly = await Cli.RunAsync("jobs", "run", "nightly", "--data", folder.Of("data"), "--format", "json");
        nightly.ExitCode.ShouldBe(0, nightly.Errors);
        JsonDocument.Parse(nightly.Output).RootElement.GetProperty("steps").EnumerateArray()
            .Single(step => step.GetProperty("step").GetString() == "coaching-reports").GetProperty("count").GetInt32().ShouldBe(1);
        File.Exists(folder.Of("data", "reports", "2026-11", "team.html")).ShouldBeTrue();
    }

    [Fact]
    public async Task Ingest_SaysSo_WhenAFolderHoldsNoRecording()
    {
        var empty = Directory.CreateDirectory(folder.Of("empty")).FullName;
        var result = await IngestAsync(empty);
        result.ExitCode.ShouldBe(3);
        result.Errors.ShouldContain("holds no recording");
    }

    [Fact]
    public async Task Ingest_TellsTheRow_WhenItsRecordingIsNotThere()
    {
        var list = folder.Of("calls.csv");
        await File.WriteAllTextAsync(list, "recording_file\nabsent.wav\n", TestContext.Current.CancellationToken);
        var recording = Path.Combine(Cli.Samples, "calls", "call-01-excellent-refund.wav");
        using var worker = DataLock.Take(new CallQASettings { DataDirectory = folder.Of("data") });

        var result = await Cli.RunAsync("ingest", recording, "--metadata", list, "--data", folder.Of("data"));

        result.ExitCode.ShouldBe(10, result.Errors);
        result.Errors.ShouldContain("absent.wav");
    }

    [Fact]
    public async Task Ingest_TellsWhatIsLeftOut_OfSidecarsAndOfWhatAListTellsDifferently()
    {
        using var worker = DataLock.Take(new CallQASettings { DataDirectory = folder.Of("data") });
        var recording = folder.Of("call.wav");
        File.Copy(Path.Combine(Cli.Samples, "calls", "call-01-excellent-refund.wav"), recording);
        await File.WriteAllTextAsync(folder.Of("call.json"), """{ "agent_id": "eva", "csat": "9" }""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.Of("list.csv"), "recording_file,agent_id\ncall.wav,max\n", TestContext.Current.CancellationToken);

        var first = await TakeInAsync();
        first.ExitCode.ShouldBe(0, first.Errors);
        NoteOf(first).ShouldContain("field Satisfaction: '9'");
        first.Errors.ReplaceLineEndings(" ").ShouldContain("Satisfaction");

        await File.WriteAllTextAsync(folder.Of("call.json"), "{ broken", TestContext.Current.CancellationToken);
        var second = await TakeInAsync("--metadata", folder.Of("list.csv"));
        second.ExitCode.ShouldBe(0, second.Errors);
        NoteOf(second).ShouldContain("is neither JSON nor XML");
        NoteOf(second).ShouldContain("tells AgentId of");
        JsonDocument.Parse(second.Output).RootElement[0].GetProperty("agent").GetString().ShouldBe("eva");

        Task<CliResult> TakeInAsync(params string[] more) => Cli.RunAsync(["ingest", recording, "--data", folder.Of("data"), "--format", "json", .. more]);
        static string NoteOf(CliResult result) => JsonDocument.Parse(result.Output).RootElement[0].GetProperty("note").GetString()!;
    }

    [Fact]
    public async Task Ingest_OnlyTakesIn_WhenAWorkerIsRunning()
    {
        using var worker = DataLock.Take(new CallQASettings { DataDirectory = folder.Of("data") });
        var result = await IngestAsync(Path.Combine(Cli.Samples, "calls", "call-01-excellent-refund.wav"));
        result.ExitCode.ShouldBe(0, result.Errors);
        result.Errors.ShouldContain("the running worker finishes them");
        JsonDocument.Parse(result.Output).RootElement[0].GetProperty("stage").GetString().ShouldBe("takenIn");
    }

    [Fact]
    public async Task Ingest_AnswersTheKnownCall_WhenItsOnlyPartIsHandedInAgain()
    {
        using var worker = DataLock.Take(new CallQASettings { DataDirectory = folder.Of("data") });
        var (part, profile) = (folder.Of("c-1_agent.wav"), folder.Of("pbx.yaml"));
        await File.WriteAllBytesAsync(part, TestRecording.Content(1), TestContext.Current.CancellationToken);

        CliResult first;
        var tries = 0;
        do first = await IngestPartAsync(part, profile, "1s");
        while (first.ExitCode != 0 && ++tries < 20);
        first.Errors.ShouldContain("only the recording of the agent has come");

        // Whether others may still follow or have been waited for: the call is known.
        foreach (var wait in new[] { "24h", "1s" })
        {
            var again = await IngestPartAsync(part, profile, wait);
            again.ExitCode.ShouldBe(0, again.Errors);
            JsonDocument.Parse(again.Output).RootElement[0].GetProperty("callId").GetString().ShouldBe("c-1");
            again.Errors.ShouldNotContain("only the recording");
        }

        File.Copy(Path.Combine(Cli.Samples, "calls", "call-05-poor-cancellation.wav"), part, overwrite: true);
        (await IngestPartAsync(part, profile, "24h")).Errors.ReplaceLineEndings(" ").ShouldContain("only the recording of the agent is here");
    }

    [Fact]
    public async Task Ingest_TakesABucketIn_OnceAndToTheEnd()
    {
        await using var server = await BucketServer.StartAsync();
        server.Put("march/call-05-poor-cancellation.wav", await File.ReadAllBytesAsync(Path.Combine(Cli.Samples, "calls", "call-05-poor-cancellation.wav"), TestContext.Current.CancellationToken));
        server.Put("march/call-05-poor-cancellation.json", """{ "queue": "cancellations", "start_time": "yesterday" }"""u8.ToArray());
        server.Put("march/calls.csv", "recording_file,agent_name\ncall-05-poor-cancellation.wav,Emily Carter\n"u8.ToArray());
        var environment = new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = BucketServer.AccessKey, ["AWS_SECRET_ACCESS_KEY"] = "secret", ["CALLQA__BUCKET__ENDPOINT"] = server.Address,
        };

        var first = await Cli.RunAsync(environment, "ingest", "s3://recordings/march/", "--data", folder.Of("data"), "--format", "json");
        first.ExitCode.ShouldBe(0, first.Errors);
        var call = JsonDocument.Parse(first.Output).RootElement.EnumerateArray().ShouldHaveSingleItem();
        call.GetProperty("stage").GetString().ShouldBe("scored");
        call.GetProperty("agent").GetString().ShouldBe("Emily Carter");
        call.GetProperty("note").GetString().ShouldNotBeNull().ShouldContain("s3://recordings/march/call-05-poor-cancellation.json");

        environment["CALLQA__BUCKET__ADDRESS"] = "s3://recordings/march/";
        var night = await Cli.RunAsync(environment, "jobs", "run", "nightly", "--data", folder.Of("data"), "--format", "json");
        night.ExitCode.ShouldBe(0, night.Errors);
        JsonDocument.Parse(night.Output).RootElement.GetProperty("steps").EnumerateArray()
            .Single(step => step.GetProperty("step").GetString() == "bucket").GetProperty("count").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Ingest_BlamesTheLimitAndNotTheModels_WhenNoFileMayGrow()
    {
        var result = await Cli.RunLimitedAsync("ingest", Path.Combine(Cli.Samples, "calls", "call-01-excellent-refund.wav"), "--data", folder.Of("data"));
        result.ExitCode.ShouldBe(3, result.Errors);
        result.Errors.ShouldContain("ulimit -f");
    }

    [Theory]
    [InlineData(3, "ingest", "/nowhere/call.wav")]
    [InlineData(9, "ingest", "s3://")]
    [InlineData(9, "ingest", "s3://recordings")]
    [InlineData(3, "ingest", "--metadata", "/nowhere/calls.csv", "call.wav")]
    [InlineData(2, "ingest")]
    [InlineData(2, "jobs", "run", "yearly")]
    [InlineData(9, "serve", "--urls", "nonsense")]
    [InlineData(0, "jobs", "list")]
    public async Task Command_EndsWithItsCode(int code, params string[] arguments)
    {
        // A command without anything is the one that is not understood.
        var data = arguments.Length == 1 ? Array.Empty<string>() : ["--data", folder.Of("data")];
        (await Cli.RunAsync([.. arguments, .. data])).ExitCode.ShouldBe(code);
    }

    private async Task<CliResult> IngestPartAsync(string part, string profile, string wait)
    {
        await File.WriteAllTextAsync(profile, $"source: pbx\nfile-names:\n  - preset: siprec\nparties:\n  wait: {wait}\n", TestContext.Current.CancellationToken);
        return await Cli.RunAsync("ingest", part, "--source", profile, "--data", folder.Of("data"), "--format", "json");
    }

    private Task<CliResult> IngestAsync(string sources) => Cli.RunAsync(
        "ingest", sources, "--metadata", Path.Combine(Cli.Samples, "calls.csv"), "--data", folder.Of("data"), "--format", "json");
}
