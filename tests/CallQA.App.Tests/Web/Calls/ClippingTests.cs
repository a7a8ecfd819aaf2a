using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Search;
using CallQA.App.Storage;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Calls;

/// <summary>From the page of a call into a coaching session that its agent hears.</summary>
public sealed class ClippingTests(Chromium chromium)
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trainer_CutsTheLoopIntoASession_ByKeyboardAlone_AndTheAgentHearsIt()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Trainer);
        var session = await PlannedAsync(site);
        await page.GotoAsync($"/calls/{SampleSite.Call}?t=3.5");
        await page.Locator("#workplace[data-ready]").WaitForAsync();
        foreach (var key in new[] { "l", "ArrowRight", "l", "x" }) await page.Keyboard.PressAsync(key);
        await Assertions.Expect(page.Locator("#clip-start")).ToHaveValueAsync("3.5");
        await Assertions.Expect(page.Locator("#clip-end")).ToHaveValueAsync("8.5");
        await Assertions.Expect(page.Locator("#clip-redact")).ToBeCheckedAsync();
        (await page.RunAxe(Rules)).Violations.Select(rule => $"{rule.Id}: {rule.Nodes[0].Html}").ShouldBeEmpty();
        await page.Keyboard.TypeAsync("Wants to cancel");
        await page.GetByLabel("Put it").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.GetByLabel("Title").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Show it" }).ClickAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=hearing] .found b")).ToHaveTextAsync("Wants to cancel");

        var agent = await chromium.OpenAsync(site, Role.Agent, context => (context.ColorScheme, context.Locale) = (ColorScheme.Dark, "de-DE"));
        await agent.GotoAsync($"/my/coaching/{session}");
        await agent.Locator(".found[data-ready]").WaitForAsync();
        await agent.Locator("section[aria-labelledby=hearing] .chip").PlayAsync();
        await agent.Locator(".said summary").ClickAsync();
        await Assertions.Expect(agent.Locator(".said q")).ToHaveTextAsync("Hello, I want to cancel.");
        await agent.Keyboard.PressAsync("Escape");
        (await agent.RunAxe(Rules)).Violations.Select(rule => $"{rule.Id}: {rule.Nodes[0].Html}").ShouldBeEmpty();
        await agent.SetViewportSizeAsync(360, 900);
        (await agent.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
        (await site.Get<AuditTrail>().ListAsync(SampleSite.Call, 0, 9, Token)).ShouldContain(entry => entry.Action == AuditTrail.Listened && entry.By == "agent");
    }

    [Fact]
    public async Task Form_TakesTheTurnThatIsHeard_TellsWhatIsWrong_AndCloses()
    {
        await using var site = await SampleSite.OpenAsync();
        var list = await site.Get<PlaylistStore>().CreateAsync(new("Openings"), new("t", "tina"), Token);
        var page = await chromium.OpenAsync(site, Role.Trainer);
        await page.GotoAsync($"/calls/{SampleSite.Call}?t=1");
        await page.Locator("#workplace[data-ready]").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cut a clip" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#clip-start")).ToHaveValueAsync("0.6");
        await page.Locator("#clip-end").FillAsync("0.2");
        await page.GetByLabel("Title").FillAsync("Opening");
        await page.GetByLabel("Title").PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.getElementById('clip-title').validationMessage.includes('is no stretch of the recording')");
        await page.Locator("#clip-end").FillAsync("2.9");
        await page.GetByLabel("Put it").SelectOptionAsync("Openings");
        await page.GetByLabel("Title").FillAsync("Opening");
        await page.GetByLabel("Title").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#clip-done a")).ToHaveAttributeAsync("href", $"/playlists/{list}#clip-1");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#clipping")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#cut")).ToBeFocusedAsync();
        (await site.Get<PlaylistStore>().FindAsync(list, Token))!.Entries.Single().Clip.Title.ShouldBe("Opening");
        var reviewer = await chromium.OpenAsync(site, Role.Reviewer);
        await reviewer.GotoAsync($"/calls/{SampleSite.Call}");
        await Assertions.Expect(reviewer.Locator("#cut, #clipping")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Agent_HearsClips_ThroughOwnSessionsOnly()
    {
        await using var site = await SampleSite.OpenAsync();
        var session = await PlannedAsync(site);
        var foreign = await PlannedAsync(site, "a-8");
        using var trainer = await site.SignInAsync(Role.Trainer);
        var clip = await NumberAsync(trainer, new { callId = SampleSite.Call, start = 3.6, end = 4.1, title = "Wants to cancel", session });
        (await trainer.PostAsJsonAsync($"/api/v1/coaching/{foreign}/clips", new { clip, remark = "The pause." }, Token)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var agent = await site.SignInAsync(Role.Agent);
        foreach (var root in new[] { "", "/api/v1" })
        {
            (await agent.GetAsync($"{root}/coaching/{session}/clips/{clip}/audio", Token)).Content.Headers.ContentType!.MediaType.ShouldBe("audio/wav");
            (await agent.GetAsync($"{root}/coaching/{foreign}/clips/{clip}/audio", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await agent.GetAsync($"{root}/coaching/{session}/clips/{clip + 1}/audio", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await agent.GetAsync($"{root}/clips/{clip}/audio", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await trainer.GetAsync($"{root}/coaching/{foreign}/clips/{clip}/audio", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await agent.GetFromJsonAsync<JsonElement>($"/api/v1/coaching/{session}/clips", Token)).GetProperty("clips")[0].GetProperty("title").GetString().ShouldBe("Wants to cancel");
        (await agent.GetAsync($"/api/v1/coaching/{foreign}/clips", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await site.Get<CallErasure>().EraseAsync(SampleSite.Call, "test", Token);
        (await agent.GetAsync($"/coaching/{session}/clips/{clip}/audio", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await agent.GetStringAsync($"/my/coaching/{session}", Token)).ShouldNotContain("Wants to cancel");
    }

    private static async Task<long> PlannedAsync(TestSite site, string agent = "a-7")
    {
        using var trainer = await site.SignInAsync(Role.Trainer);
        if (agent != "a-7") await site.Store.AddAsync(Storage.Some.Call(agent, Storage.Some.Metadata(agent)), Token);
        var user = (await site.Get<Accounts>().ListAsync(Token)).Single(user => user.Role == Role.Trainer);
        var today = DateOnly.FromDateTime(TestSite.Clock.GetUtcNow().Date);
        return await site.Get<CoachingPlans>().PlanAsync(new(agent, "measure:overall", 100, today.AddDays(30), today), new(user.Id, user.Name), CallCriteria.NoCalls, Token);
    }

    private static async Task<long> NumberAsync<T>(HttpClient client, T clip)
    {
        using var created = await client.PostAsJsonAsync("/api/v1/clips", clip, Token);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await created.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetInt64();
    }
}
