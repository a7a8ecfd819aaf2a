using System.Net;
using System.Net.Http.Json;
using CallQA.App.Identity;
using CallQA.App.Review.Calibration;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Calibration;

/// <summary>A calibration session from its opening to the consensus.</summary>
public sealed class CalibrationPagesTests(Chromium chromium, PostgreSqlCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Session_GoesFromOpeningToConsensus_BlindInBetween(bool onPostgreSql)
    {
        await using var site = await SiteAsync(await cluster.DatabaseAsync(onPostgreSql));
        var admin = await chromium.OpenAsync(site, Role.Admin);
        await admin.GotoAsync("/calibration?calls=call");
        await admin.Locator("input[name=Name]").FillAsync("March round");
        await admin.GetByLabel("admin", new() { Exact = true }).CheckAsync();
        await admin.GetByLabel("reviewer", new() { Exact = true }).CheckAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Open a session" }).ClickAsync();
        await Assertions.Expect(admin.Locator("h1")).ToHaveTextAsync("March round");
        var session = (await site.Get<Calibrations>().ListAsync(Token)).Single();

        using var reviewer = await site.SignInAsync(Role.Reviewer);
        var page = await reviewer.GetStringAsync("/calls/call?blind=0", Token);
        page.ShouldContain("score this call blind");
        page.ShouldNotContain("So it is.");
        page.ShouldNotContain("<dt>Agent</dt>");
        (await reviewer.GetStringAsync("/", Token)).ShouldNotContain(">83<");
        (await reviewer.GetStringAsync("/review", Token)).ShouldNotContain("customer turned negative");
        (await SubmitAsync(reviewer, "yes")).ShouldBe(HttpStatusCode.Created);
        (await SubmitAsync(reviewer, "no")).ShouldBe(HttpStatusCode.BadRequest);
        (await reviewer.GetStringAsync($"/calibration/{session.Id}", Token)).ShouldContain("Answers are hidden");
        (await SubmitAsync(site.Client, "no")).ShouldBe(HttpStatusCode.Created);

        await admin.ReloadAsync();
        await Assertions.Expect(admin.Locator("tr.differs")).ToContainTextAsync("greeting");
        await admin.Locator("select[name='agreed:greeting']").SelectOptionAsync("no");
        await admin.Locator("input[name=ConsensusRemark]").FillAsync("No name was said.");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Record the consensus" }).ClickAsync();
        await Assertions.Expect(admin.Locator("tr.differs .words")).ToHaveTextAsync("No name was said.");
        (await site.Get<AuditTrail>().ListAsync(null, 0, 9, Token)).Select(entry => entry.Action)
            .ShouldBe(["consensus-recorded", "calibration-scored", "calibration-scored", "calibration-opened"]);
        (await reviewer.GetStringAsync("/calls/call", Token)).ShouldContain("So it is.");
    }

    [Fact]
    public async Task Session_IsOpenedAndClosedByThoseWhoLeadOnly()
    {
        await using var site = await SiteAsync();
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        var users = await site.Get<Accounts>().ListAsync(Token);
        var id = await site.Get<Calibrations>().OpenAsync(
            new("Round", ["call"], 0, null, [.. users.Where(user => user.Role is Role.Admin or Role.Reviewer).Select(user => user.Id)], null, TestSite.Clock.GetUtcNow().AddDays(7)), "admin", Token);
        using var trainer = await site.SignInAsync(Role.Trainer);
        (await trainer.GetStringAsync($"/calibration/{id}", Token)).ShouldContain("Close the session");
        (await reviewer.GetStringAsync($"/calibration/{id}", Token)).ShouldNotContain("Close the session");
        (await reviewer.GetStringAsync("/calibration", Token)).ShouldNotContain("Open a session");
        (await site.Client.GetAsync("/calibration/999", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<TestSite> SiteAsync(string? database = null)
    {
        var site = await TestSite.OpenOnAsync(database);
        await site.Store.AddAsync(Some.Call("call", Some.Metadata()), Token);
        await site.Store.SaveTranscriptAsync("call", Some.Turning("call"), Token);
        await site.Store.SaveMetricsAsync("call", Some.Metrics(), Token);
        await site.Store.SaveEvaluationAsync(ReviewSheetTests.Machine("call") with { CustomerEmotions = Some.Anger }, Token);
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        return site;
    }

    private static async Task<HttpStatusCode> SubmitAsync(HttpClient client, string greeting)
    {
        var form = ReviewSheetTests.With(ReviewSheetTests.Accepted(ReviewSheetTests.Machine()), new("greeting", greeting));
        using var response = await client.PostAsJsonAsync("/calls/call/review", form, CallQAJson.Compact, Token);
        return response.StatusCode;
    }
}
