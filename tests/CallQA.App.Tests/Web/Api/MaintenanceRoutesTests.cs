using System.Net;
using System.Text.Json;
using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQA.App.Tests.Web.Api;

public sealed class MaintenanceRoutesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Doctor_TellsEveryCheck()
    {
        await using var site = await TestSite.OpenAsync();
        using var findings = JsonDocument.Parse(await site.Client.GetStringAsync("/api/v1/doctor", Token));
        var database = findings.RootElement.EnumerateArray().Single(finding => finding.GetProperty("what").GetString() == "database");
        database.GetProperty("healthy").GetBoolean().ShouldBeTrue();
        database.GetProperty("details").GetString().ShouldNotBeNull().ShouldContain("tables are current");
        findings.RootElement.EnumerateArray().Select(finding => finding.GetProperty("what").GetString()).ShouldContain("ffmpeg");
    }

    [Fact]
    public async Task Retention_ListsFirst_AndErasesWhenItIsTold()
    {
        await using var site = await TestSite.OpenAsync(settings => settings with { Retention = new() { Days = 30 } });
        await site.AddScoredAsync("old", new CallMetadata { StartTime = Some.Start.AddYears(-1) });
        await site.AddScoredAsync("held", new CallMetadata { StartTime = Some.Start.AddYears(-1) });
        await site.Get<CallRequests>().HoldAsync("held", "claim", Token);
        (await site.Client.GetStringAsync("/api/v1/retention", Token)).ShouldContain("\"callId\":\"old\"");
        (await site.Store.FindAsync("old", Token)).ShouldNotBeNull();

        using var erased = await site.Client.PostAsync(new Uri("/api/v1/retention", UriKind.Relative), null, Token);
        erased.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await erased.Content.ReadAsStringAsync(Token)).ShouldContain("\"callId\":\"old\"");
        (await site.Store.FindAsync("old", Token)).ShouldBeNull();
        (await site.Store.FindAsync("held", Token)).ShouldNotBeNull();
        await using var context = site.Get<CallQADbContextFactory>().CreateDbContext();
        (await context.Audit.SingleAsync(entry => entry.Action == "erased", Token)).By.ShouldBe("admin");
        (await site.Client.GetStringAsync("/api/v1/retention", Token)).ShouldBe("[]");
    }

    [Fact]
    public async Task Store_IsVerified_AndOrphansAreRemoved()
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("missing");
        var orphan = new string('a', 64);
        var path = Path.Combine(site.Settings.RecordingsPath, "aa", orphan + ".wav");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, [1], Token);
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1));
        using var problems = JsonDocument.Parse(await site.Client.GetStringAsync("/api/v1/store/verify?quick=true", Token));
        problems.RootElement.EnumerateArray().Select(problem => problem.GetProperty("problem").GetString()).ShouldBe(["missing", "orphan"]);

        using var removed = await site.Client.DeleteAsync(new Uri("/api/v1/store/orphans", UriKind.Relative), Token);
        removed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await removed.Content.ReadAsStringAsync(Token)).ShouldContain(orphan);
        File.Exists(path).ShouldBeFalse();
        (await site.Client.GetStringAsync("/api/v1/store/verify", Token)).ShouldNotContain("orphan");
    }

    [Fact]
    public async Task Nights_AreListedWithTheirReports_AndRunWhenAsked()
    {
        await using var site = await TestSite.OpenAsync();
        var run = new NightlyRun([new("nothing", _ => Task.FromResult(7))], TestSite.Clock, NullLogger<NightlyRun>.Instance);
        (await site.Get<NightlyTurn>().RunAsync(Some.Start, run, Token)).ShouldNotBeNull();
        using var nights = JsonDocument.Parse(await site.Client.GetStringAsync("/api/v1/nights?last=1", Token));
        var step = nights.RootElement[0].GetProperty("report").GetProperty("steps")[0];
        (step.GetProperty("step").GetString(), step.GetProperty("count").GetInt32()).ShouldBe(("nothing", 7));
        (await site.Client.GetStringAsync("/api/v1/jobs", Token)).ShouldContain("\"job\":\"nightly\"");

        using var asked = await site.Client.PostAsync(new Uri("/api/v1/nights", UriKind.Relative), null, Token);
        asked.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        site.Get<Hangfire.JobStorage>().GetMonitoringApi().EnqueuedCount(Queues.Reports).ShouldBe(1);
    }

    [Fact]
    public async Task Nights_AreRefused_WhereNoWorkerWouldRunThem()
    {
        await using var site = await TestSite.OpenAsync();
        site.Get<QueueReach>().IsAlone = true;

        using var refused = await site.Client.PostAsync(new Uri("/api/v1/nights", UriKind.Relative), null, Token);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("callqa serve");
        site.Get<Hangfire.JobStorage>().GetMonitoringApi().EnqueuedCount(Queues.Reports).ShouldBe(0);
    }

    [Theory]
    [InlineData("no-such-model", "no-such-model")]
    [InlineData("small", "callqa models pull small")]
    public async Task Transcribe_IsRefused_WhenTheModelIsNotHere(string model, string sentence)
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("scored");
        using var refused = await site.Client.PostAsync(
            new Uri("/api/v1/calls/scored/transcribe", UriKind.Relative), new StringContent($$"""{"model":"{{model}}"}""", null, "application/json"), Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(Token)).ShouldContain(sentence);
        (await site.Store.FindAsync("scored", Token))!.Stage.ShouldBe(CallStage.Scored);
    }
}
