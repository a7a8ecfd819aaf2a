using System.Globalization;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Jobs;
using CallQA.App.Learning;
using CallQA.App.Mail;
using CallQA.App.Review;
using CallQA.App.Review.Playback;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.Recordings;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQA.App.Tests.Storage;

public abstract class CallErasureContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A connection string; null for SQLite.</summary>
    private protected abstract Task<string?> DatabaseAsync();

    private protected async Task<TestWorkplace> OpenAsync() => await TestWorkplace.OpenAsync(await DatabaseAsync());

    [Fact]
    public async Task EraseAsync_LeavesNothingButDigests()
    {
        await using var place = await OpenAsync();
        var call = await place.AddAsync("call");
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        await place.Get<CoachingReports>().WriteAsync(Token);
        var day = DateOnly.FromDateTime((await place.CallAsync(call.Id)).TakenInAt.UtcDateTime);
        await place.Get<CoachingReports>().WriteAsync(new(day.AddDays(-1), day.AddDays(2), TimeZoneInfo.Utc), progress: null, Token);
        Directory.CreateDirectory(Path.Combine(place.Settings.ReportsPath, "1999-12"));
        var month = day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(place.Settings.ReportsPath, month, ".mailed"), "", Token);
        Directory.GetDirectories(place.Settings.ReportsPath).Length.ShouldBe(3);
        (await place.Get<CallErasure>().EraseAsync(call.Id, "test", Token)).ShouldBeTrue();
        (await place.Get<CallErasure>().EraseAsync(call.Id, "test", Token)).ShouldBeFalse();

        Directory.GetFiles(place.Settings.RecordingsPath, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.GetDirectories(place.Settings.ReportsPath).Select(Path.GetFileName).ShouldBe(["1999-12"], "every period with the day of the call is removed");
        MailedMonths.Has(place.Settings.ReportsPath, month).ShouldBeTrue("it is not sent again");
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        (context.Calls.Count(), context.Transcripts.Count(), context.Evaluations.Count(), context.StageRuns.Count()).ShouldBe((0, 0, 0, 0));
        var entry = context.Audit.Single();
        (entry.Action, entry.By, entry.FilesPending).ShouldBe(("erased", "test", false));
        (await place.Get<CallErasure>().WasErasedAsync(call.Id, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task EraseAsync_RemovesWhatQuarantinePeopleAndSearchTellOfTheCall_AndNothingOfOthers()
    {
        await using var place = await OpenAsync();
        var call = (await place.Intake.TakeInAsync(place.Drop("in/200-49309018.wav", 1), Token)).ShouldNotBeNull();
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        await place.Get<CallComments>().AddAsync(call, TimeSpan.Zero, "Kind.", "reviewer", Token);
        await place.Get<ClipStore>().CutAsync(new NewClip(call.Id, TimeSpan.Zero, TimeSpan.FromSeconds(0.2), "Opening"), new Acting("1", "trainer"), Token);
        var descriptions = place.Get<CallDescriptions>();
        foreach (var agent in new[] { "a-1", "a-2" })
            await descriptions.CompleteAsync("in/200-49309018.wav", await place.CallAsync(call.Id), new CallMetadata { AgentId = agent }, Token);
        await RefuseAsync("in/200-49309018.json", "The sidecar 'in/200-49309018.json' is no JSON.");
        await RefuseAsync("elsewhere/200-49309018.json", "The sidecar 'elsewhere/200-49309018.json' is no JSON.");
        await RefuseAsync("in/200-493090181.json", "The sidecar 'in/200-493090181.json' is no JSON.");
        var kept = Path.Combine(place.Settings.QuarantinePath, "200-49309018.wav");
        Directory.CreateDirectory(place.Settings.QuarantinePath);
        foreach (var file in new[] { kept, kept + ".reason.txt" }) await File.WriteAllTextAsync(file, "refused before", Token);
        await descriptions.EnterAsync("200-49309018.wav", call.ContentHash, InputFault.Metadata, "Refused before.", kept, Token);
        (await place.QuarantinedAsync()).Select(file => file.Reason).ShouldContain(reason => reason.Contains("differently from what call", StringComparison.Ordinal));
        await using (var before = place.Get<CallQADbContextFactory>().CreateDbContext())
            (before.CallComments.Count(), before.Clips.Count(), before.CallFigures.Count(), before.SpokenTurns.Count(), before.QuarantinedFiles.Count()).ShouldBe((1, 1, 1, 2, 5));

        (await place.Get<CallErasure>().EraseAsync(call.Id, "test", Token)).ShouldBeTrue();

        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        (context.CallComments.Count(), context.Clips.Count(), context.CallFigures.Count(), context.SpokenTurns.Count(), context.IntakePaths.Count()).ShouldBe((0, 0, 0, 0, 0));
        (await place.QuarantinedAsync()).Select(file => file.Reason).Order().ShouldBe(
            ["The sidecar 'elsewhere/200-49309018.json' is no JSON.", "The sidecar 'in/200-493090181.json' is no JSON."]);
        Directory.GetFiles(place.Settings.QuarantinePath).ShouldBeEmpty();

        Task RefuseAsync(string name, string reason) => descriptions.EnterAsync(name, null, InputFault.Metadata, reason, null, Token);
    }

    [Fact]
    public async Task EraseAsync_Refuses_WhenTheCallIsOnLegalHold()
    {
        await using var place = await OpenAsync();
        var call = await place.AddAsync("call");
        await place.Get<CallRequests>().HoldAsync(call.Id, "claim 88", Token);
        (await Should.ThrowAsync<InputException>(() => place.Get<CallErasure>().EraseAsync(call.Id, "test", Token))).Message.ShouldContain("legal hold");
        await place.Get<CallRequests>().HoldAsync(call.Id, null, Token);
        (await place.Get<CallErasure>().EraseAsync(call.Id, "test", Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task RemovePendingFilesAsync_RemovesTheRecording_WhenTheProcessDiedAfterTheCommit()
    {
        await using var place = await OpenAsync();
        var call = await place.AddAsync("call");
        Directory.CreateDirectory(place.Settings.LearningPath);
        var learnt = new ReviewDataset(place.Settings.LearningPath).Path;
        await File.WriteAllLinesAsync(learnt, [$"{{\"id\":\"{ReviewedCall.IdOf(call.Id)}\"}}", $"{{\"id\":\"{ReviewedCall.IdOf("other")}\"}}"], Token);
        await using (var context = place.Get<CallQADbContextFactory>().CreateDbContext())
        {
            context.Audit.Add(new AuditRow
            {
                AtUtc = Some.Start.UtcDateTime, Action = "erased", By = "test", CallDigest = CallDigest.Of(call.Id), ContentHash = call.ContentHash, FilesPending = true,
            });
            context.Calls.Remove(context.Calls.Single());
            await context.SaveChangesAsync(Token);
        }

        await place.Get<CallErasure>().RemovePendingFilesAsync(Token);
        Directory.GetFiles(place.Settings.RecordingsPath, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        (await File.ReadAllTextAsync(learnt, Token)).ShouldBe($"{{\"id\":\"{ReviewedCall.IdOf("other")}\"}}\n", "what was learnt from the call goes, too");
    }

    [Fact]
    public async Task EraseAsync_LeavesOnlyTheRecordingThatCannotBeRemoved_AndTriesItAgain()
    {
        await using var place = await OpenAsync();
        var (stuck, free) = (await place.AddAsync("stuck"), await place.AddAsync("free", 2));
        var isStuck = true;
        var erasure = Erasure(place, new(), hash => isStuck && hash == stuck.ContentHash ? throw new UnauthorizedAccessException("No.") : Task.CompletedTask);

        (await erasure.EraseAsync(stuck.Id, "test", Token)).ShouldBeTrue();
        (await erasure.EraseAsync(free.Id, "test", Token)).ShouldBeTrue();

        (await HasAsync(stuck), await HasAsync(free)).ShouldBe((true, false));
        var refusal = await Should.ThrowAsync<InputException>(() => erasure.RemovePendingFilesAsync(Token));
        (refusal.Passing, refusal.Message[..2]).ShouldBe((true, "1 "));
        isStuck = false;
        await erasure.RemovePendingFilesAsync(Token);
        (await HasAsync(stuck)).ShouldBeFalse();

        Task<bool> HasAsync(Call call) => place.Get<IKeptRecordings>().HasAsync(call.ContentHash, Token);
    }

    [Fact]
    public async Task EraseAsync_RemovesTheRecordingLater_WhenItsFolderIsAway()
    {
        await using var place = await OpenAsync();
        var call = await place.AddAsync("call");
        Directory.Move(place.Settings.RecordingsPath, place.Settings.RecordingsPath + "-away");
        (await place.Get<CallErasure>().EraseAsync(call.Id, "test", Token)).ShouldBeTrue();
        Directory.Move(place.Settings.RecordingsPath + "-away", place.Settings.RecordingsPath);

        await place.Get<CallErasure>().RemovePendingFilesAsync(Token);

        Directory.GetFiles(place.Settings.RecordingsPath, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Retention_ErasesTheOthers_WhenOneIsPutOnHoldMeanwhile()
    {
        await using var place = await OpenAsync();
        var calls = new[] { await place.AddAsync("a"), await place.AddAsync("b", 2), await place.AddAsync("c", 3) };
        place.Clock.Advance(TimeSpan.FromDays(40));
        var erasure = Erasure(place, new() { Days = 30 }, _ => place.Get<CallRequests>().HoldAsync("b", "claim 88", Token));

        var erased = await new Retention(erasure, NullLogger<Retention>.Instance).RunAsync("test", Token);

        erased.Select(call => call.CallId).ShouldBe(["a", "c"]);
        foreach (var call in calls) (await place.Calls.FindAsync(call.Id, Token) is null).ShouldBe(call.Id != "b");
    }

    [Fact]
    public async Task DueAsync_FollowsTheRules_AndLeavesWhatIsOnHold()
    {
        await using var place = await OpenAsync();
        foreach (var (name, queue) in new[] { ("orders-old", "orders"), ("orders-held", "orders"), ("complaint", "complaints"), ("other", null) })
            await place.Calls.AddAsync(Some.Call(name, new CallMetadata { Queue = queue, StartTime = place.Clock.GetUtcNow().AddDays(-40) }), Token);
        await place.Calls.AddAsync(Some.Call("orders-new", new CallMetadata { Queue = "orders", StartTime = place.Clock.GetUtcNow().AddDays(-20) }), Token);
        await place.Get<CallRequests>().HoldAsync("orders-held", "claim", Token);
        (await DueAsync(place, new())).ShouldBeEmpty();
        (await DueAsync(place, new() { Queues = "orders=30" })).ShouldBe(["orders-old"]);
        (await DueAsync(place, new() { Days = 30, Queues = "orders=never" })).ShouldBe(["complaint", "other"]);
        (await DueAsync(place, new() { Days = 10, Queues = "complaints=90,orders=10" })).ShouldBe(["orders-old", "orders-new", "other"]);
    }

    [Theory]
    [InlineData(null, "pbx=30", null, "pbx-orders, pbx")]
    [InlineData(null, "pbx=never", 30, "orders, neither")]
    [InlineData("orders=90", "pbx=30", null, "pbx-orders, pbx")]
    [InlineData("orders=30", "pbx=90", null, "orders, pbx-orders")]
    [InlineData("orders=never", "pbx=30", 10, "pbx-orders, pbx, neither")]
    [InlineData("orders=30", "pbx=30", null, "orders, pbx-orders, pbx")]
    public async Task DueAsync_TakesTheShorterRule_WhenQueueAndSourceHaveOne(string? queues, string? sources, int? days, string due)
    {
        await using var place = await OpenAsync();
        foreach (var (name, queue, source) in new[] { ("orders", "orders", null), ("pbx-orders", "orders", "pbx"), ("pbx", null, "pbx"), ("neither", null, (string?)null) })
            await place.Calls.AddAsync(Some.Call(name, new CallMetadata { Queue = queue, Source = source, StartTime = place.Clock.GetUtcNow().AddDays(-40) }), Token);

        (await DueAsync(place, new() { Days = days, Queues = queues, Sources = sources })).Order().ShouldBe(due.Split(", ").Order());
    }

    [Fact]
    public async Task EraseAsync_ForgetsTheCustomersName_WhereverAListHasBroughtIt()
    {
        await using var place = await OpenAsync();
        await File.WriteAllTextAsync(place.InIntake("list.csv"), "recording_file,customer_name\na.wav,Jutta Behrens\n", Token);
        await place.Intake.TakeInListAsync(place.InIntake("list.csv"), Token);
        var call = (await place.Intake.TakeInAsync(place.Drop("a.wav", 1), Token))!;
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.Calls.Count(row => row.CustomerName == "Jutta Behrens").ShouldBe(1);

        await place.Get<CallErasure>().EraseAsync(call.Id, "test", Token);

        (context.Calls.Count(), context.IntakePaths.Count()).ShouldBe((0, 0));
    }

    private static async Task<IEnumerable<string>> DueAsync(TestWorkplace place, RetentionSettings rules)
    {
        var erasure = Erasure(place, rules, _ => Task.CompletedTask);
        return (await erasure.DueAsync(Token)).Select(call => call.CallId);
    }

    private static CallErasure Erasure(TestWorkplace place, RetentionSettings rules, Func<string, Task> beforeRemoving) => new(
        place.Get<CallQADbContextFactory>(), new TroubledRecordings(place.Get<IKeptRecordings>(), beforeRemoving), place.Get<PlaybackFolder>(), place.Get<CallRefusals>(),
        place.Settings with { Retention = rules }, place.Clock, NullLogger<CallErasure>.Instance);
}
