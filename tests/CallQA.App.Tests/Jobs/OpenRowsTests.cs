using CallQA.App.Storage;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Jobs;

/// <summary>Lists that do not say a recording's whole name, through the intake folder.</summary>
public sealed class OpenRowsTests(PostgreSqlCluster cluster) : IClassFixture<PostgreSqlCluster>
{
    private const string Vicidial = "source: vici\nfolder: vici\nfile-names:\n  - preset: vicidial\n  - pattern: '^(?<start_time>\\d{8}-\\d{6})_(?<call_id>CA\\d+)$'\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("calls/20261130-101500_5551234567-all.wav", "calls/20261130-101500_5551234567", true)]
    [InlineData("calls/20261130-101500_5551234567-all.wav", "calls/20261130-101500_5551234567", false)]
    [InlineData("vici/2026/20261130-101500_5551234567-all.MP3", "20261130-101500_5551234567", true)]
    [InlineData("vici/2026/20261130-101500_5551234567-all.MP3", "20261130-101500_5551234567", false)]
    [InlineData("vici/1730780250.107.wav", "1730780250.107", true)]
    [InlineData("vici/1730780250.107.wav", "1730780250.107", false)]
    public async Task TakeInListAsync_MeetsTheRecording_WhenTheRowHasNoExtension(string recording, string named, bool listFirst)
    {
        await using var place = await OpenAsync();
        if (listFirst) await HandInAsync(place, $"filename,user\n{named},a-7\n");
        var call = (await place.Intake.TakeInAsync(place.Drop(recording, 1), Token))!;
        if (!listFirst) await HandInAsync(place, $"filename,user\n{named},a-7\n");

        (await place.CallAsync(call.Id)).Metadata.AgentId.ShouldBe("a-7");
        place.Clock.Advance(TimeSpan.FromHours(25));
        (await place.Intake.ReportMissingAsync(TimeSpan.FromHours(24), Token)).ShouldBe(0);
        (await place.QuarantinedAsync()).ShouldBeEmpty();
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.IntakePaths.ShouldHaveSingleItem("nothing that was told stays behind when the call is erased").Path.ShouldBe(recording);
    }

    [Fact]
    public async Task TakeInListAsync_MeetsTheRecording_OnPostgreSql()
    {
        await using var place = new TestWorkplace(database: await cluster.CreateDatabaseAsync());
        await place.RestartAsync();
        await HandInAsync(place, "filename,user\nfirst,a-7\n");
        var first = (await place.Intake.TakeInAsync(place.Drop("first-all.wav", 1), Token))!;
        var second = (await place.Intake.TakeInAsync(place.Drop("second-all.wav", 2), Token))!;
        await HandInAsync(place, "filename,user\nsecond,a-8\n");

        (await place.CallAsync(first.Id)).Metadata.AgentId.ShouldBe("a-7");
        (await place.CallAsync(second.Id)).Metadata.AgentId.ShouldBe("a-8");
    }

    [Theory]
    [InlineData("RE1.wav", true)]
    [InlineData("RE1.wav", false)]
    [InlineData("CA1.wav", true)]
    [InlineData("CA1.wav", false)]
    [InlineData("vici/2026/20260331-140507_CA1.wav", true)]
    [InlineData("vici/2026/20260331-140507_CA1.wav", false)]
    public async Task TakeInListAsync_MeetsTheRecording_WhenTheListTellsIdentifiersOnly(string recording, bool listFirst)
    {
        const string List = "AccountSid,CallSid,RecordingSid,RecordingUrl,agent\nAC1,CA1,RE1,https://api.twilio.com/Recordings/RE1,a-7\n";
        await using var place = await OpenAsync();
        if (!recording.StartsWith("vici", StringComparison.Ordinal)) Directory.Delete(place.InIntake("vici"));
        if (listFirst) await HandInAsync(place, List);
        var call = (await place.Intake.TakeInAsync(place.Drop(recording, 1), Token))!;
        if (!listFirst) await HandInAsync(place, List);

        (await place.CallAsync(call.Id)).Metadata.AgentId.ShouldBe("a-7");
        place.Clock.Advance(TimeSpan.FromHours(25));
        (await place.Intake.ReportMissingAsync(TimeSpan.FromHours(24), Token)).ShouldBe(0);
        (await place.QuarantinedAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TakeInListAsync_MeetsTheCall_WhenASidecarTellsItsIdentifier(bool listFirst)
    {
        await using var place = await OpenAsync();
        if (listFirst) await HandInAsync(place, "Contact ID,agent\nc-9,a-7\n");
        await File.WriteAllTextAsync(place.InIntake("vici", "any.json"), "{\"contact_id\": \"c-9\"}", Token);
        (await place.Intake.TakeInAsync(place.Drop("vici/any.wav", 1), Token))!.Id.ShouldBe("c-9");
        if (!listFirst) await HandInAsync(place, "Contact ID,agent\nc-9,a-7\n");

        (await place.CallAsync("c-9")).Metadata.AgentId.ShouldBe("a-7");
    }

    [Fact]
    public async Task ReportMissingAsync_TellsARowOnce_WhenItHasTwoIdentifiers()
    {
        await using var place = await OpenAsync();
        await HandInAsync(place, "RecordingSid,CallSid,agent\nRE1,CA1,a-7\n");
        place.Clock.Advance(TimeSpan.FromHours(25));

        (await place.Intake.ReportMissingAsync(TimeSpan.FromHours(24), Token)).ShouldBe(1);
        (await place.QuarantinedAsync()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task TakeInListAsync_RefusesTheRow_WhenTwoRecordingsFit(int takenInBefore)
    {
        await using var place = await OpenAsync();
        string[] recordings = [place.Drop("calls/twice.wav", 1), place.Drop("calls/twice-all.mp3", 2)];
        foreach (var recording in recordings.Take(takenInBefore)) await place.Intake.TakeInAsync(recording, Token);

        await HandInAsync(place, "filename,user\ncalls/twice,a-7\n");
        foreach (var recording in recordings.Skip(takenInBefore)) await place.Intake.TakeInAsync(recording, Token);

        (await place.QuarantinedAsync()).ShouldHaveSingleItem().Reason
            .ShouldBe("The row in line 2 of 'list.csv' names 'calls/twice' without extension, which may be any of " + (takenInBefore == 0
                ? "'calls/twice.wav', 'calls/twice-all.mp3'" : takenInBefore == 1 ? "'calls/twice.wav', 'calls/twice-all.mp3'" : "'calls/twice-all.mp3', 'calls/twice.wav'") + "; write the whole path into a column 'recording_file' and hand the list in again.");
        foreach (var call in new[] { "twice", "twice-all" }) (await place.CallAsync(call)).Metadata.AgentId.ShouldBeNull();
    }

    [Fact]
    public async Task ReportMissingAsync_TellsTheRow_WhenNoRecordingOfTheNameHasCome()
    {
        await using var place = await OpenAsync();
        await HandInAsync(place, "filename,user\nnone,a-7\nthere,a-8\n");
        place.Drop("vici/there-all.wav", 1);
        place.Clock.Advance(TimeSpan.FromHours(25));

        (await place.Intake.ReportMissingAsync(TimeSpan.FromHours(24), Token)).ShouldBe(1, "the other has come and is only not taken in yet");

        (await place.QuarantinedAsync()).ShouldHaveSingleItem().Reason.ShouldBe(
            "The recording 'vici/none', with whatever extension, named in line 2 of 'list.csv' has not come within 24 hours; hand both in again.");
    }

    [Fact]
    public async Task TakeInListAsync_ChangesNothing_WhenTheSameListComesAgain()
    {
        await using var place = await OpenAsync();
        var call = (await place.Intake.TakeInAsync(place.Drop("calls/a-all.wav", 1), Token))!;
        await HandInAsync(place, "filename,user\ncalls/a,a-7\n");
        await HandInAsync(place, "filename,user\ncalls/a,a-7\n");

        (await place.CallAsync(call.Id)).Metadata.AgentId.ShouldBe("a-7");
        place.Clock.Advance(TimeSpan.FromHours(25));
        (await place.Intake.ReportMissingAsync(TimeSpan.FromHours(24), Token)).ShouldBe(0);
        (await place.QuarantinedAsync()).ShouldBeEmpty();
    }

    private static async Task HandInAsync(TestWorkplace place, string list, string name = "list.csv")
    {
        var path = place.InIntake(list.Contains("\ncalls/", StringComparison.Ordinal) || !Directory.Exists(place.InIntake("vici")) ? name : "vici/" + name);
        await File.WriteAllTextAsync(path, list, Token);
        await place.Intake.TakeInListAsync(path, Token);
    }

    private static async Task<TestWorkplace> OpenAsync()
    {
        var place = await TestWorkplace.OpenAsync();
        Directory.CreateDirectory(place.Settings.SourcesPath);
        await File.WriteAllTextAsync(Path.Combine(place.Settings.SourcesPath, "vici.yaml"), Vicidial, Token);
        await place.RestartAsync();
        Directory.CreateDirectory(place.InIntake("vici"));
        return place;
    }
}
