using System.Text.Json;
using CallQA.App.Storage;
using CallQA.App.Tests.Buckets;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class OperationsCommandTests
{
    [Fact]
    public async Task Commands_TellHowThingsStand_WithoutLoadingAModel()
    {
        using var folder = new TemporaryFolder();
        (await Cli.RunAsync("users", "list", "--data", folder.Of("data"))).ExitCode.ShouldBe(0);
        var status = await Cli.RunAsync("status", "--data", folder.Of("data"), "--format", "json");
        (status.ExitCode, status.Errors).ShouldBe((0, ""));
        status.Output.ShouldContain("\"takenIn\": 0");
        var doctor = await Cli.RunAsync("doctor", "--data", folder.Of("data"));
        doctor.Errors.ShouldBe("");
        doctor.Output.ShouldContain("tables are current");
        var retry = await Cli.RunAsync("calls", "retry", "none", "--data", folder.Of("data"));
        retry.ExitCode.ShouldBe(10);
        retry.Errors.ShouldContain("'none' is not set aside");
    }

    [Fact]
    public async Task CallsShow_FindsTheCallOfADigest_AndTellsWhereItFailed()
    {
        using var folder = new TemporaryFolder();
        var database = DatabaseLocation.Parse(null, Directory.CreateDirectory(folder.Of("data")).FullName);
        var contexts = new CallQADbContextFactory(database);
        await new DatabaseSetup(contexts).MigrateAsync(TestContext.Current.CancellationToken);
        await new EfCallStore(contexts, TimeProvider.System).AddAsync(Some.Call("in-200-493090182"), TestContext.Current.CancellationToken);
        await new CallQuarantine(contexts, TimeProvider.System).SetAsideAsync(
            "in-200-493090182", new(SetAsideCause.Failed, "It failed.", "System.Exception\n   at Engine.Hear()"), TestContext.Current.CancellationToken);
        var digest = CallDigest.Of("in-200-493090182");

        var shown = await Cli.RunAsync("calls", "show", digest, "--data", folder.Of("data"));
        var json = await Cli.RunAsync("calls", "show", "in-200-493090182", digest.ToUpperInvariant(), new string('0', 64), "--data", folder.Of("data"), "--format", "json");

        (shown.ExitCode, shown.Errors).ShouldBe((0, ""));
        foreach (var text in new[] { "in-200-493090182", "It failed.", "at Engine.Hear()" }) shown.Output.ShouldContain(text);
        json.ExitCode.ShouldBe(10);
        json.Errors.ReplaceLineEndings("").ShouldContain("is not in the store");
        using var calls = JsonDocument.Parse(json.Output);
        foreach (var call in calls.RootElement.EnumerateArray())
        {
            (call.GetProperty("callId").GetString(), call.GetProperty("digest").GetString()).ShouldBe(("in-200-493090182", digest));
            call.GetProperty("setAside").GetProperty("trace").GetString().ShouldBe("System.Exception\n   at Engine.Hear()");
        }

        calls.RootElement.GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("audit", "verify")]
    [InlineData("calls", "show", "pbx-17")]
    [InlineData("calls", "erase", "pbx-17")]
    [InlineData("calls", "export", "pbx-17", "--output", "exported")]
    [InlineData("evaluations", "export", "--output", "exported")]
    [InlineData("store", "key", "status")]
    [InlineData("reports", "write", "2026-11")]
    public async Task Commands_RefuseAFolderWithoutADatabase(params string[] command)
    {
        using var folder = new TemporaryFolder();
        var refused = await Cli.RunAsync([.. command.Select(word => word == "exported" ? folder.Of(word) : word), "--data", folder.Of("misspelt")]);
        (refused.ExitCode, refused.Output).ShouldBe(((int)InputFault.Unreadable, ""));
        refused.Errors.ReplaceLineEndings("").ShouldContain("There is no database");
        Directory.Exists(folder.Of("misspelt")).ShouldBeFalse();
    }

    [Fact]
    public async Task ReportsWrite_RefusesInASentence_WhatIsNoPeriodAndOneWithoutCalls()
    {
        using var folder = new TemporaryFolder();
        (await Cli.RunAsync("users", "list", "--data", folder.Of("data"))).ExitCode.ShouldBe(0);
        foreach (var (period, sentence) in new[] { ("2026-W54", "'2026-W54' is no period; write a month as 2026-11"), ("1999-12", "No call began from 1999-12-01 to 1999-12-31") })
        {
            var refused = await Cli.RunAsync("reports", "write", period, "--data", folder.Of("data"));
            (refused.ExitCode, refused.Output).ShouldBe(((int)InputFault.Settings, ""));
            refused.Errors.ReplaceLineEndings("").ShouldContain(sentence);
        }
    }

    [Fact]
    public async Task Retranscribe_IsRefusedBeforeAnyCallIsTouched_WhenTheModelIsNotHereOrDamaged()
    {
        using var folder = new TemporaryFolder();
        var sample = Path.Combine(Cli.Samples, "calls", "call-01-excellent-refund.wav");
        const string call = "call-01-excellent-refund";
        var reference = new Dictionary<string, string> { ["CALLQA__Transcriber"] = "reference" };
        (await Cli.RunAsync(reference, "ingest", sample, "--data", folder.Of("data"))).ExitCode.ShouldBe(0);
        var damaged = folder.Of("ggml-half.bin");
        await File.WriteAllBytesAsync(damaged, [1, 2, 3], TestContext.Current.CancellationToken);
        foreach (var (model, sentence) in new[] { ("no-such-model", "There is no speech model 'no-such-model'"), ("small", "callqa models pull small"), (damaged, "ggml-half.bin is of an unknown format") })
        {
            var refused = await Cli.RunAsync("calls", "retranscribe", call, "--model", model, "--data", folder.Of("data"));
            (refused.ExitCode, refused.Output).ShouldBe(((int)InputFault.Model, ""));
            refused.Errors.ReplaceLineEndings("").ShouldContain(sentence);
        }

        (await StatusAsync()).ShouldContain("\"scored\": 1");
        (await Cli.RunAsync("calls", "rescore", "--since", "2000-01-01", "--data", folder.Of("data"))).Output.ShouldBe("1 call is scored again.\n");
        (await Cli.RunAsync("calls", "rescore", "--since", "2999-01-01", "--data", folder.Of("data"))).Output.ShouldBe("0 calls are scored again.\n");
        (await Cli.RunAsync("calls", "retranscribe", call, "--model", "callqa-demo-en", "--data", folder.Of("data"))).ExitCode.ShouldBe(0);
        (await StatusAsync()).ShouldContain("\"takenIn\": 1");
        (await Cli.RunAsync("status", "--data", folder.Of("data"))).Output.ShouldMatch(@"longest wait +│ +│ (\d+ min )?\d+ s ");

        async Task<string> StatusAsync() => (await Cli.RunAsync("status", "--data", folder.Of("data"), "--format", "json")).Output;
    }

    [Theory]
    [InlineData("store", "verify")]
    [InlineData("store", "verify", "--remove-orphans")]
    [InlineData("retention", "--dry-run")]
    public async Task Commands_RefuseAndMakeNothing_WhenTheFolderIsMisspelt(params string[] command)
    {
        using var folder = new TemporaryFolder();

        var result = await Cli.RunAsync([.. command, "--data", folder.Of("misspelt")]);

        result.ExitCode.ShouldBe(3, result.Errors);
        result.Errors.ReplaceLineEndings(" ").ShouldContain("There is no database");
        Directory.Exists(folder.Of("misspelt")).ShouldBeFalse();
    }

    [Fact]
    public async Task Redact_RefusesAFolderWithoutDatabase()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["CALLQA__Redaction__Kinds"] = "all", ["CALLQA__Transcriber"] = "reference" };

        (await Cli.RunAsync(settings, "redact", "--data", folder.Of("data"))).ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task Redact_SaysThatNothingWasFound()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["CALLQA__Redaction__Kinds"] = "all", ["CALLQA__Transcriber"] = "reference" };
        (await Cli.RunAsync(settings, "users", "list", "--data", folder.Of("data"))).ExitCode.ShouldBe(0);

        var result = await Cli.RunAsync(settings, "redact", "--data", folder.Of("data"));

        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldContain("Nothing was found that is not taken out already.");
    }

    [Fact]
    public async Task Commands_LookAfterRecordings_InABucket()
    {
        await using var server = await BucketServer.StartAsync();
        using var folder = new TemporaryFolder();
        var store = new Dictionary<string, string>
        {
            ["CALLQA__Store__Address"] = server.Settings.Address!,
            ["CALLQA__Store__Endpoint"] = server.Settings.Endpoint!,
            ["CALLQA__Store__CredentialsFile"] = server.Settings.CredentialsFile!,
            ["CALLQA__Transcriber"] = "reference",
        };
        var sample = Path.Combine(Cli.Samples, "calls", "call-01-excellent-refund.wav");
        (await Cli.RunAsync(store, "ingest", sample, "--data", folder.Of("data"))).ExitCode.ShouldBe(0);
        server.Keys.ShouldHaveSingleItem().ShouldEndWith(".wav");

        (await Cli.RunAsync(store, "doctor", "--data", folder.Of("data"))).Output.ShouldContain("may be listed, written, read");
        (await Cli.RunAsync(store, "store", "verify", "--data", folder.Of("data"))).ExitCode.ShouldBe(0);
        server.Put(server.Keys[0], [1]);
        var damaged = await Cli.RunAsync(store, "store", "verify", "--data", folder.Of("data"), "--format", "json");
        (damaged.ExitCode, damaged.Output.Contains("damaged", StringComparison.Ordinal)).ShouldBe((10, true));
        (await Cli.RunAsync(store, "calls", "erase", "call-01-excellent-refund", "--dry-run", "--data", folder.Of("data"))).Errors.ShouldContain("Nothing was erased");
        server.Keys.ShouldHaveSingleItem();
        var erased = await Cli.RunAsync(store, "calls", "erase", "call-01-excellent-refund", "--data", folder.Of("data"));
        (erased.ExitCode, erased.Output.Trim()).ShouldBe((0, "call-01-excellent-refund"));
        server.Keys.ShouldBeEmpty();
        Directory.GetFiles(folder.Of("data", "copies"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }
}
