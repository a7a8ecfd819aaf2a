using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.App.Tests.Jobs;

public abstract partial class IntakeWorkerContract
{
    private const string Header = "recording_file,call_id,start_time,agent_id,agent_name,channel_map\n";
    private const string Row = "calls/a.wav,pbx-1,2026-03-04T09:30:00+01:00,a-7,Eva,\"customer,agent\"\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A connection string; null for SQLite.</summary>
    private protected abstract Task<string?> DatabaseAsync();

    private protected async Task<TestWorkplace> OpenAsync() => await TestWorkplace.OpenAsync(await DatabaseAsync());

    [Theory]
    [InlineData("a-8", 1)]
    [InlineData("a-7", 0)]
    [InlineData("", 0)]
    public async Task TakeInListAsync_TellsThatALaterListDiffers_WithoutItsValues(string agent, int told)
    {
        await using var place = await OpenAsync();
        await File.WriteAllTextAsync(place.InIntake("one.csv"), Header + Row, Token);
        await place.Intake.TakeInListAsync(place.InIntake("one.csv"), Token);
        var call = (await place.Intake.TakeInAsync(place.Drop("calls/a.wav", 1), Token))!;
        await File.WriteAllTextAsync(place.InIntake("two.csv"), $"recording_file,agent_id\nsub/again.wav,{agent}\n", Token);
        await place.Intake.TakeInListAsync(place.InIntake("two.csv"), Token);
        (await place.Intake.TakeInAsync(place.Drop("sub/again.wav", 1), Token))!.Id.ShouldBe(call.Id);
        (await place.CallAsync(call.Id)).Metadata.AgentId.ShouldBe("a-7", "what was known first counts");
        var reasons = (await place.QuarantinedAsync()).Select(entry => entry.Reason).ToList();
        reasons.Count.ShouldBe(told);
        reasons.ShouldAllBe(reason => reason.Contains("AgentId", StringComparison.Ordinal) && !reason.Contains("a-8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TakeInListAsync_GoesOnWhereItWas_WhenItWasInterrupted()
    {
        await using var place = await OpenAsync();
        var rows = Enumerable.Range(0, 1000).Select(number => $"c-{number}.wav,c-{number}");
        var path = place.InIntake("calls.csv");
        await File.WriteAllTextAsync(path, "recording_file,call_id\n" + string.Join('\n', rows), Token);
        var ledger = place.Get<IntakeLedger>();
        var file = new FileInfo(path);
        await ledger.ReachAsync(new("calls.csv", file.Length, CallMapping.Utc(file.LastWriteTimeUtc), 601), Token);

        (await place.Intake.TakeInListAsync(path, Token)).ShouldBe(1000);

        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.IntakePaths.Count().ShouldBe(400, "600 rows were done before");
        context.ListProgress.ShouldBeEmpty();
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task TakeInAsync_RemovesTheFile_OnlyWhenItsContentIsKept()
    {
        await using var place = await OpenAsync();
        var path = place.Drop("calls/a.wav", 1);
        var call = (await place.Intake.TakeInAsync(path, Token))!;
        File.Exists(path).ShouldBeFalse();
        call.Id.ShouldBe("a");
        var kept = (await place.Get<IRecordingStore>().FindAsync(call.ContentHash, Token)).Path;
        (await File.ReadAllBytesAsync(kept, Token)).ShouldBe(TestRecording.Content(1));
    }

    [Fact]
    public async Task TakeInAsync_IsOneCall_WhenTheSameContentComesTwice()
    {
        await using var place = await OpenAsync();
        var first = await place.Intake.TakeInAsync(place.Drop("a.wav", 1), Token);
        var second = await place.Intake.TakeInAsync(place.Drop("sub/b.wav", 1), Token);
        second!.Id.ShouldBe(first!.Id);
        Directory.GetFiles(place.InIntake(), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeInAsync_DoesNothing_WhenTheFileIsOutsideOrGoneOrALink()
    {
        await using var place = await OpenAsync();
        var outside = TestRecording.Write(Path.Combine(place.Settings.DataDirectory, "a.wav"), 1);
        File.CreateSymbolicLink(place.InIntake("link.wav"), outside);
        foreach (var path in new[] { outside, place.InIntake("..", "data", "a.wav"), place.InIntake("gone.wav"), place.InIntake("link.wav") })
            (await place.Intake.TakeInAsync(path, Token)).ShouldBeNull();
        File.Exists(outside).ShouldBeTrue();
        (await place.QuarantinedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeIn_LeavesPipesAlone_AndTellsOfEachOnce()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux is asked what lies at a path.");
        await using var place = await OpenAsync();
        foreach (var name in new[] { "a.wav", "list.csv", "b.json" })
        {
            using var make = System.Diagnostics.Process.Start("mkfifo", [place.InIntake(name)]);
            await make.WaitForExitAsync(Token);
        }

        var call = (await place.Intake.TakeInAsync(place.Drop("b.wav", 1), Token)).ShouldNotBeNull("the recording whose sidecar is a pipe is taken in without it");
        for (var look = 0; look < 2; look++)
        {
            // A pipe that is opened waits for whoever writes into it: for ever.
            (await place.Intake.TakeInAsync(place.InIntake("a.wav"), Token)).ShouldBeNull();
            (await place.Intake.TakeInListAsync(place.InIntake("list.csv"), Token)).ShouldBe(0);
            (await place.Intake.TakeInSidecarsAsync(TimeSpan.Zero, Token)).ShouldBe(0);
        }

        call.Id.ShouldBe("b");
        (await place.QuarantinedAsync()).Select(file => file.Reason[..file.Reason.IndexOf(':', StringComparison.Ordinal)]).Order().ShouldBe(
            ["'a.wav' in the intake folder is a pipe and no file", "'b.json' in the intake folder is a pipe and no file", "'list.csv' in the intake folder is a pipe and no file"]);
        Directory.GetFiles(place.Settings.IntakePath).Select(Path.GetFileName).Order().ShouldBe(["a.wav", "b.json", "list.csv"]);
    }

    [Fact]
    public async Task TakeInAsync_LeavesKeptOriginals_WhenTheIntakeFolderLeadsToThem()
    {
        await using var place = await OpenAsync();
        var call = (await place.Intake.TakeInAsync(place.Drop("a.wav", 1), Token))!;
        var kept = (await place.Get<IRecordingStore>().FindAsync(call.ContentHash, Token)).Path;
        Directory.Delete(place.InIntake(), recursive: true);
        Directory.CreateSymbolicLink(place.InIntake(), place.Settings.RecordingsPath);
        var seen = place.InIntake(Path.GetRelativePath(place.Settings.RecordingsPath, kept));
        File.Exists(seen).ShouldBeTrue();
        (await place.Intake.TakeInAsync(seen, Token)).ShouldBeNull();
        File.Exists(kept).ShouldBeTrue();
    }

    [Fact]
    public async Task TakeInListAsync_DescribesTheRecording_WhenItComesAfterTheList()
    {
        await using var place = await OpenAsync();
        (await TakeInListAsync(place, Header + Row)).ShouldBe(1);
        var call = (await place.Intake.TakeInAsync(place.Drop("calls/a.wav", 1), Token))!;
        call.Id.ShouldBe("pbx-1");
        call.Metadata.AgentName.ShouldBe("Eva");
        call.Metadata.ChannelMap.ShouldBe([Speaker.Customer, Speaker.Agent]);
    }

    [Fact]
    public async Task TakeInListAsync_CompletesTheCall_WhenTheRecordingCameFirst()
    {
        await using var place = await OpenAsync();
        var call = (await place.Intake.TakeInAsync(place.Drop("calls/a.wav", 1), Token))!;
        await TakeInListAsync(place, Header + Row);
        (await place.CallAsync(call.Id)).Metadata.AgentId.ShouldBe("a-7");
        // The same list again is not taken for a recording that is still to come.
        await TakeInListAsync(place, Header + Row);
        place.Clock.Advance(TimeSpan.FromDays(2));
        (await place.Intake.ReportMissingAsync(TimeSpan.FromDays(1), Token)).ShouldBe(0);
    }

    [Fact]
    public async Task TakeInListAsync_GoesOn_WhenSomeRowsAreBad()
    {
        await using var place = await OpenAsync();
        (await TakeInListAsync(place, Header + Row + "../b.wav,pbx-2,,,,\nc.wav,pbx-3,yesterday,,,\n")).ShouldBe(1);
        var entries = await place.QuarantinedAsync();
        entries.Count.ShouldBe(2);
        entries.ShouldAllBe(entry => entry.FileName == "list.csv" && entry.Fault == SetAsideCause.Metadata && entry.KeptAt == null);
    }

    [Fact]
    public async Task TakeInListAsync_MovesTheListAside_WhenItIsNone()
    {
        await using var place = await OpenAsync();
        (await TakeInListAsync(place, "name,colour\nx,blue\n")).ShouldBe(0);
        (await place.QuarantinedAsync()).Single().KeptAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task ReportMissingAsync_TellsOnce_WhenARecordingNeverComes()
    {
        await using var place = await OpenAsync();
        await TakeInListAsync(place, Header + Row);
        (await place.Intake.ReportMissingAsync(TimeSpan.FromDays(1), Token)).ShouldBe(0);
        place.Clock.Advance(TimeSpan.FromDays(2));
        (await place.Intake.ReportMissingAsync(TimeSpan.FromDays(1), Token)).ShouldBe(1);
        (await place.Intake.ReportMissingAsync(TimeSpan.FromDays(1), Token)).ShouldBe(0);
        (await place.QuarantinedAsync()).Single().Reason.ShouldContain("calls/a.wav");
    }

    [Fact]
    public async Task ReportMissingAsync_TellsOfEveryRow_AStretchOfThemAtATime()
    {
        const int rows = (2 * IntakeLedger.Stretch) + 10;
        await using var place = await OpenAsync();
        await TakeInListAsync(place, "recording_file\n" + string.Join('\n', Enumerable.Range(0, rows).Select(number => $"sub/c-{number}.wav")));
        place.Drop("sub/c-7.wav", 1);
        place.Clock.Advance(TimeSpan.FromDays(2));
        var ledger = place.Get<IntakeLedger>();
        // Stopped at the last row of the second stretch: only what is settled is told of.
        using var stop = new CancellationTokenSource();
        var told = 0;
        await Should.ThrowAsync<OperationCanceledException>(ledger.GiveUpWaitingAsync(
            TimeSpan.FromDays(1), _ => false, row => Tell(row, stop), stop.Token));

        (await CountsAsync(place)).ShouldBe((IntakeLedger.Stretch, rows - IntakeLedger.Stretch));
        (await place.Intake.ReportMissingAsync(TimeSpan.FromDays(1), Token)).ShouldBeInRange(rows - IntakeLedger.Stretch - 1, rows - IntakeLedger.Stretch);
        (await place.Intake.ReportMissingAsync(TimeSpan.FromDays(1), Token)).ShouldBe(0);

        QuarantinedFile Tell(MissingRecording row, CancellationTokenSource source)
        {
            if (++told == 2 * IntakeLedger.Stretch) source.Cancel();
            return new("list.csv", null, InputFault.Unreadable, row.Path, place.Clock.GetUtcNow(), null);
        }
    }

    private static async Task<(int Told, int Waiting)> CountsAsync(TestWorkplace place)
    {
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        return (context.QuarantinedFiles.Count(), context.IntakePaths.Count(row => row.Announced != null));
    }

    [Fact]
    public async Task ReportMissingAsync_LetsADescriptionWait_WhenItsRecordingIsThere()
    {
        await using var place = await OpenAsync();
        await TakeInListAsync(place, Header + Row);
        var path = place.Drop("calls/a.wav", 1);
        place.Clock.Advance(TimeSpan.FromDays(2));
        (await place.Intake.ReportMissingAsync(TimeSpan.FromDays(1), Token)).ShouldBe(0);
        (await place.Intake.TakeInAsync(path, Token))!.Metadata.AgentName.ShouldBe("Eva");
    }

    [Fact]
    public async Task TakeInAsync_TakesTheSidecarAndTheNameIn_BehindTheList()
    {
        await using var place = await OpenAsync();
        Directory.CreateDirectory(place.Settings.SourcesPath);
        await File.WriteAllTextAsync(
            Path.Combine(place.Settings.SourcesPath, "pbx.yaml"), "source: pbx\ntime-zone: Europe/Berlin\nfile-names: [{ preset: freepbx }]\n", Token);
        await place.RestartAsync();
        await File.WriteAllTextAsync(place.InIntake("list.csv"), "recording_file,agent_name\nq-1509-4930123456-20260304-093000-1730780250.107.wav,Eva\n", Token);
        await place.Intake.TakeInListAsync(place.InIntake("list.csv"), Token);
        var sidecar = place.InIntake("q-1509-4930123456-20260304-093000-1730780250.107.json");
        await File.WriteAllTextAsync(sidecar, """{ "agent_name": "somebody else", "agent_id": "a-7" }""", Token);

        var call = (await place.Intake.TakeInAsync(place.Drop("q-1509-4930123456-20260304-093000-1730780250.107.wav", 1), Token))!;

        call.Metadata.ShouldBe(new CallMetadata
        {
            CallId = "1730780250.107",
            AgentId = "a-7",
            AgentName = "Eva",
            Queue = "1509",
            CustomerPhone = "4930123456",
            Direction = "inbound",
            StartTime = new DateTimeOffset(2026, 3, 4, 9, 30, 0, TimeSpan.FromHours(1)),
            Source = "pbx",
        });
        File.Exists(sidecar).ShouldBeFalse("it is taken in with its recording");
    }

    [Fact]
    public async Task TakeInAsync_TakesTheNameOfAVcon_AndTheSourceOfItsFolder()
    {
        await using var place = await OpenAsync();
        Directory.CreateDirectory(place.Settings.SourcesPath);
        await File.WriteAllTextAsync(Path.Combine(place.Settings.SourcesPath, "pbx.yaml"), "source: pbx\nfolder: pbx\n", Token);
        await place.RestartAsync();
        Directory.CreateDirectory(place.InIntake("pbx"));
        await File.WriteAllTextAsync(
            place.InIntake("pbx", "a.vcon"),
            $$"""
            { "uuid": "018ff3e4-1d2c-8a00-8000-0123456789ab", "parties": [{ "role": "customer", "name": "Jutta Behrens" }],
              "dialog": [{ "type": "recording", "filename": "a.wav", "encoding": "base64url", "body": "{{System.Buffers.Text.Base64Url.EncodeToString(TestRecording.Content(1))}}" }],
              "analysis": [{ "type": "report", "schema": "callqa/call/1", "body": { "queue": "orders", "source": "elsewhere", "customerName": "somebody else" } }] }
            """,
            Token);

        var told = (await place.Intake.TakeInAsync(place.InIntake("pbx", "a.vcon"), Token))!.Metadata;

        (told.Queue, told.Source, told.CustomerName).ShouldBe(("orders", "pbx", "Jutta Behrens"));
    }

    [Fact]
    public async Task TakeInSidecarsAsync_CompletesACall_WhenItComesAfterTheRecording()
    {
        await using var place = await OpenAsync();
        var call = (await place.Intake.TakeInAsync(place.Drop("calls/a.wav", 1), Token))!;
        await File.WriteAllTextAsync(place.InIntake("calls", "a.json"), """{ "agent_id": "a-7" }""", Token);

        (await place.Intake.TakeInSidecarsAsync(TimeSpan.FromDays(1), Token)).ShouldBe(1);

        (await place.CallAsync(call.Id)).Metadata.AgentId.ShouldBe("a-7");
        File.Exists(place.InIntake("calls", "a.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task TakeInListAsync_StillCompletesACall_AfterALateSidecarDid()
    {
        await using var place = await OpenAsync();
        await place.Intake.TakeInAsync(place.Drop("a.wav", 1), Token);
        await File.WriteAllTextAsync(place.InIntake("a.json"), """{ "agent_id": "a-7" }""", Token);
        await place.Intake.TakeInSidecarsAsync(TimeSpan.FromDays(1), Token);
        await File.WriteAllTextAsync(place.InIntake("list.csv"), "recording_file,queue\na.wav,orders\n", Token);

        await place.Intake.TakeInListAsync(place.InIntake("list.csv"), Token);

        var metadata = (await place.CallAsync("a")).Metadata;
        (metadata.AgentId, metadata.Queue).ShouldBe(("a-7", "orders"));
        place.Clock.Advance(TimeSpan.FromHours(25));
        (await place.Intake.ReportMissingAsync(TimeSpan.FromHours(24), Token)).ShouldBe(0);
    }

    [Fact]
    public async Task TakeInSidecarsAsync_CompletesACall_ThatAListHasDescribed()
    {
        await using var place = await OpenAsync();
        await File.WriteAllTextAsync(place.InIntake("list.csv"), "recording_file,queue\na.wav,orders\n", Token);
        await place.Intake.TakeInListAsync(place.InIntake("list.csv"), Token);
        await place.Intake.TakeInAsync(place.Drop("a.wav", 1), Token);
        await File.WriteAllTextAsync(place.InIntake("a.json"), """{ "agent_id": "a-7" }""", Token);

        (await place.Intake.TakeInSidecarsAsync(TimeSpan.FromDays(1), Token)).ShouldBe(1);

        var metadata = (await place.CallAsync("a")).Metadata;
        (metadata.AgentId, metadata.Queue).ShouldBe(("a-7", "orders"));
    }

    [Fact]
    public async Task TakeInSidecarsAsync_RefusesASidecar_OnlyWhenItsRecordingHasNotComeInTime()
    {
        await using var place = await OpenAsync();
        var sidecar = place.InIntake("a.json");
        await File.WriteAllTextAsync(sidecar, """{ "agent_id": "a-7" }""", Token);
        File.SetLastWriteTimeUtc(sidecar, place.Clock.GetUtcNow().UtcDateTime);

        (await place.Intake.TakeInSidecarsAsync(TimeSpan.FromDays(1), Token)).ShouldBe(0);
        File.Exists(sidecar).ShouldBeTrue("its recording may still come");
        place.Clock.Advance(TimeSpan.FromDays(2));
        (await place.Intake.TakeInSidecarsAsync(TimeSpan.FromDays(1), Token)).ShouldBe(0);

        File.Exists(sidecar).ShouldBeFalse();
        (await place.QuarantinedAsync()).Single().Reason.ShouldBe(
            "No recording has come within 24 hours that the sidecar 'a.json' could describe; hand both in again, the recording with the same name.");
    }

    private static async Task<int> TakeInListAsync(TestWorkplace place, string content)
    {
        var path = place.InIntake("list.csv");
        await File.WriteAllTextAsync(path, content, Token);
        var rows = await place.Intake.TakeInListAsync(path, Token);
        File.Exists(path).ShouldBeFalse();
        return rows;
    }
}
