using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Tests.Review;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Examples;

/// <summary>Finding moments worth hearing, in a real browser and by programs.</summary>
public sealed class ExamplesPageTests(Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trainer_FindsAMoment_HearsItInPlace_AndSaysWhatItIsWorth()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Trainer);
        await page.GotoAsync("/examples");
        await page.GetByLabel("Examples of").SelectOptionAsync("Opens warmly and offers help");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator(".found .inside q")).ToHaveTextAsync("City Broadband, what do you want?");
        await page.Locator(".found[data-ready]").WaitForAsync();
        await page.Locator(".found .chip").PlayAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Good example" }).ClickAsync();
        await Assertions.Expect(page.Locator(".marks")).ToContainTextAsync("good example");
        await Assertions.Expect(page.GetByLabel("Examples of")).ToHaveValueAsync("skill:open-warmly");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Assertions.Expect(page.Locator(".marks")).Not.ToContainTextAsync("good example");
        (await site.Get<AuditTrail>().ListAsync(SampleSite.Call, 0, 9, Token)).Select(entry => entry.Action)
            .ShouldBe([AuditTrail.ExampleJudged, AuditTrail.ExampleJudged, AuditTrail.Listened]);
        var reader = await chromium.OpenAsync(site, Role.Reviewer);
        await reader.GotoAsync("/examples");
        await Assertions.Expect(reader.Locator(".found .chip")).ToHaveCountAsync(1);
        await Assertions.Expect(reader.Locator(".found form")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Page_FindsByScoreAndTelephoneQueue()
    {
        await using var site = await SampleSite.OpenAsync();
        using var trainer = await site.SignInAsync(Role.Trainer);
        const string Topic = "/examples?topic=question:greeting";
        foreach (var (query, found) in new[] { ("&least=82&most=83", true), ("&least=84", false), ("&most=81", false), ("&queue=orders", false) })
        {
            (await trainer.GetStringAsync(Topic + query, Token)).Contains($"/calls/{SampleSite.Call}", StringComparison.Ordinal).ShouldBe(found, query);
            (await trainer.GetStringAsync("/api/v1" + Topic + query, Token)).Contains("\"contribution\"", StringComparison.Ordinal).ShouldBe(found, query);
        }
    }

    [Fact]
    public async Task Api_FindsAndJudges_AndKnowsWhatReviewersSay()
    {
        await using var site = await SampleSite.OpenAsync();
        using var trainer = await site.SignInAsync(Role.Trainer);
        (await trainer.GetStringAsync("/api/v1/examples/topics", Token)).ShouldContain("\"key\":\"skill:turn-around\"");
        var moment = await FirstAsync(trainer);
        moment.GetProperty("contribution").GetDouble().ShouldBeGreaterThan(0);
        moment.GetProperty("reviewer").GetString().ShouldBe("none");
        var call = (await site.Store.FindAsync(SampleSite.Call, Token))!;
        await site.Get<Reviews>().SubmitAsync(call, "r", "Rita", ReviewSheetTests.With(ReviewSheetTests.Accepted(ReviewSheetTests.Machine()), new("greeting", "no", ChangeReason: "No name.")), Token);
        (await FirstAsync(trainer)).GetProperty("reviewer").GetString().ShouldBe("rejected");
        (await JudgeAsync(trainer, new { topic = "question:greeting", callId = SampleSite.Call, start = 0.6, confirmed = true })).ShouldBe(HttpStatusCode.Accepted);
        (await FirstAsync(trainer)).GetProperty("trainers").GetString().ShouldBe("confirmed");
        (await JudgeAsync(trainer, new { topic = "question:greeting", callId = SampleSite.Call, start = 9, confirmed = true })).ShouldBe(HttpStatusCode.NotFound);
        (await JudgeAsync(trainer, new { topic = "question:charm", callId = SampleSite.Call, start = 0.6, confirmed = true })).ShouldBe(HttpStatusCode.NotFound);
        (await trainer.GetAsync("/api/v1/examples?topic=question:charm", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<JsonElement> FirstAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/examples?topic=question:greeting&view=best&language=en", Token)).GetProperty("found")[0].GetProperty("moment");

    private static async Task<HttpStatusCode> JudgeAsync<T>(HttpClient client, T word)
    {
        using var response = await client.PutAsJsonAsync("/api/v1/examples/verdict", word, Token);
        return response.StatusCode;
    }
}
