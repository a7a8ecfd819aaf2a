using System.Text.Json;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Commands;

public sealed class SourcesCommandTests
{
    private const string Profile = """
        source: pbx
        time-zone: Europe/Berlin
        region: DE
        columns: { Datei: recording_file, Bearbeiter: agent_id, Beginn: start_time, Rufnummer: customer_phone }
        file-names: [{ preset: freepbx }]
        """;

    [Fact]
    public async Task Preview_ShowsWhatEachRowMeans_AndTellsWhatItDoesNot()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Of("pbx.yaml"), Profile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            folder.Of("export.csv"),
            "Datei;Bearbeiter;Beginn;Rufnummer\na.wav;a-7;31.03.2026 14:05;030 12345678\nb.wav;a-8;yesterday;\n",
            TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync("sources", "preview", folder.Of("export.csv"), "--source", folder.Of("pbx.yaml"), "--format", "json");

        result.ExitCode.ShouldBe(10, result.Errors);
        var rows = JsonDocument.Parse(result.Output).RootElement;
        rows.GetArrayLength().ShouldBe(2);
        var told = rows[0].GetProperty("metadata");
        told.GetProperty("agentId").GetString().ShouldBe("a-7");
        told.GetProperty("customerPhone").GetString().ShouldBe("+493012345678");
        rows[1].GetProperty("problems")[0].GetString()!.ShouldContain("'yesterday' is no date and time");
    }

    [Fact]
    public async Task Preview_ShowsHowARowMeetsItsRecording()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Of("ids.csv"), "CallSid,RecordingSid\nCA1,RE1\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.Of("names.csv"), "filename\n20261130-101500_5551234567\na.wav\n", TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync("sources", "preview", folder.Of("ids.csv"), folder.Of("names.csv"), "--format", "json");

        result.ExitCode.ShouldBe(0, result.Errors);
        JsonDocument.Parse(result.Output).RootElement.EnumerateArray().Select(row => row.GetProperty("place").GetString()).ShouldBe(
        [
            "row 2: the recording named RE1 or CA1, or whose name tells that call",
            "row 2: 20261130-101500_5551234567 with any extension",
            "row 3: a.wav",
        ]);
    }

    [Fact]
    public async Task Preview_ShowsWhatANameSays_WhenTheRecordingIsNotThere()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Of("pbx.yaml"), Profile, TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync(
            "sources", "preview", "q-1509-4930123456-20260304-093000-1730780250.107.wav", "--source", folder.Of("pbx.yaml"), "--format", "json");

        result.ExitCode.ShouldBe(0, result.Errors);
        JsonDocument.Parse(result.Output).RootElement[0].GetProperty("metadata").GetProperty("queue").GetString().ShouldBe("1509");
    }

    [Fact]
    public async Task Preview_TellsOfTheSidecarAndGoesOn_WhenItCannotBeRead()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a.wav", "b.wav" })
            await File.WriteAllBytesAsync(folder.Of(name), [0], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.Of("a.json"), "{\"call_id\": ", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.Of("b.json"), "{\"call_id\": \"b-1\"}", TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync("sources", "preview", folder.Of("a.wav"), folder.Of("b.wav"), "--format", "json");

        result.ExitCode.ShouldBe(10, result.Errors);
        var files = JsonDocument.Parse(result.Output).RootElement;
        files[0].GetProperty("problems").EnumerateArray().ShouldHaveSingleItem().GetString()!.ShouldContain("a.json");
        files[1].GetProperty("metadata").GetProperty("callId").GetString().ShouldBe("b-1");
    }

    [Fact]
    public async Task Check_TellsTheLine_WhenAProfileIsNotValid()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Of("pbx.yaml"), "source: pbx\nregion: Germany\n", TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync("sources", "check", folder.Of("pbx.yaml"));

        result.ExitCode.ShouldBe(9);
        result.Errors.ReplaceLineEndings(" ").ShouldContain("line 2, column 9");
    }

    [Fact]
    public async Task Preview_NamesTheKnownSources_WhenThereIsNoSuchOne()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Of("sources"));
        await File.WriteAllTextAsync(Path.Combine(folder.Of("sources"), "pbx.yaml"), Profile, TestContext.Current.CancellationToken);

        var result = await Cli.RunAsync("sources", "preview", "a.wav", "--source", "nobody", "--data", folder.Of("."));

        result.ExitCode.ShouldBe(9);
        result.Errors.ReplaceLineEndings(" ").ShouldContain("use pbx");
    }
}
