using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Search;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;
using CallQA.Coaching.Sessions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Coaching;

/// <summary>Coaching from its planning to its end, in a real browser.</summary>
public sealed partial class CoachingPagesTests(Chromium chromium, PostgreSqlCluster cluster)
{
    private static DateTimeOffset Now => TestSite.Clock.GetUtcNow();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Session_GoesFromThePlanToItsEnd_BetweenTrainerAndAgent(bool onPostgreSql)
    {
        await using var site = await TestSite.OpenOnAsync(await cluster.DatabaseAsync(onPostgreSql));
        await CallsAsync(site, "before", day: -3, empathy: [2, 3, 2, 3, 2, 3]);
        var trainer = await chromium.OpenAsync(site, Role.Trainer);
        await trainer.GotoAsync("/coaching/new");
        await trainer.GetByLabel("Agent").SelectOptionAsync("a-7");
        await PressAsync(trainer, "Show figures");
        await trainer.GetByRole(AriaRole.Link, new() { Name = "Empathy (1–5)" }).ClickAsync();
        await Assertions.Expect(trainer.Locator("main")).ToContainTextAsync("2.5 (1.9–3.1), n 6");
        await trainer.GetByLabel("Four weeks").CheckAsync();
        await trainer.GetByLabel("Playbook").SelectOptionAsync("acknowledge-feelings");
        await trainer.GetByLabel("Figure to reach").FillAsync("4");
        await PressAsync(trainer, "Plan coaching");
        await Assertions.Expect(trainer.Locator("h1")).ToContainTextAsync("Kick-off · Jörg Müller");
        await Assertions.Expect(trainer.Locator(".steps li")).ToHaveCountAsync(6);
        await Assertions.Expect(trainer.Locator(".verdict")).ToContainTextAsync("Not enough calls yet");
        await Assertions.Expect(trainer.Locator(".badge")).ToContainTextAsync("1 due for you");
        await Assertions.Expect(trainer.Locator(".playbook")).ToContainTextAsync("What good sounds like");

        await trainer.GetByLabel("New action").FillAsync("Name the feeling first.");
        await trainer.Locator("section[aria-labelledby=actions]").GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Assertions.Expect(trainer.Locator(".actions")).ToContainTextAsync("Name the feeling first.");
        await trainer.GetByText("Link a passage").ClickAsync();
        await trainer.GetByLabel("Call").FillAsync("before-0");
        await trainer.GetByLabel("from second").FillAsync("1");
        await trainer.GetByLabel("to second").FillAsync("3.5");
        await trainer.Locator("section[aria-labelledby=moments]").GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Assertions.Expect(trainer.Locator(".found .chip")).ToHaveAttributeAsync("data-end", "3.5");
        await Assertions.Expect(trainer.Locator(".found q")).ToContainTextAsync("Guten Tag");
        await trainer.GetByLabel("New note").FillAsync("Nervous today.");
        await trainer.Locator("section[aria-labelledby=notes]").GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Assertions.Expect(trainer.Locator("section[aria-labelledby=notes]")).ToContainTextAsync("Nervous today.");
        await PressAsync(trainer, "It took place");
        await Assertions.Expect(trainer.Locator(".titled .state")).ToHaveTextAsync("held");

        var agent = await chromium.OpenAsync(site, Role.Agent);
        await agent.GotoAsync("/my");
        await Assertions.Expect(agent.Locator(".badge")).ToContainTextAsync("1 waiting for your word");
        await agent.GetByRole(AriaRole.Link, new() { Name = "Kick-off" }).ClickAsync();
        await Assertions.Expect(agent.Locator("main")).Not.ToContainTextAsync("Nervous today.");
        await Assertions.Expect(agent.Locator(".actions")).ToContainTextAsync("Name the feeling first.");
        await agent.GetByLabel("Comment").FillAsync("I will try that.");
        await PressAsync(agent, "Acknowledge");
        await Assertions.Expect(agent.Locator(".titled .state")).ToHaveTextAsync("acknowledged");

        await CallsAsync(site, "after", day: 0, empathy: [5, 4, 5, 5, 4, 5]);
        await trainer.ReloadAsync();
        await Assertions.Expect(trainer.Locator(".verdict")).ToContainTextAsync("now 4.7 (4.1–5.0), n 6");
        await Assertions.Expect(trainer.Locator(".weeks tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(trainer.Locator("section[aria-labelledby=notes]")).ToContainTextAsync("I will try that.");
        var done = trainer.GetByRole(AriaRole.Button, new() { Name = "Mark as done: Name the feeling first." });
        await done.ClickAsync();
        await Assertions.Expect(done).ToHaveCountAsync(0);
        await PressAsync(trainer, "Close");
        await Assertions.Expect(trainer.Locator(".titled .state")).ToHaveTextAsync("closed");
        var session = (await site.Get<CoachingLists>().ListAsync(new(SessionsShown.Done), 1, 9, Token)).Lines.Single();
        (session.State, session.OpenActions).ShouldBe((SessionState.Closed, 0));
        (await site.Get<AuditTrail>().ListAsync(null, 0, 99, Token)).Select(entry => entry.Action).ShouldBe(
        [
            "coaching-closed", "coaching-changed", "coaching-acknowledged", "coaching-commented", "coaching-held", "coaching-noted", "coaching-changed", "coaching-changed",
            .. Enumerable.Repeat("coaching-planned", 6),
        ]);
    }

    [Fact]
    public async Task Pages_KeepTheRulesOfAccessibility_AndGoWithoutAMouse()
    {
        await using var site = await TestSite.OpenAsync();
        var id = await PlannedAsync(site);
        var page = await chromium.OpenAsync(site, Role.Trainer);
        var rules = new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };
        foreach (var address in new[] { $"/coaching/{id}", "/coaching/new?agent=a-7", "/coaching/new?agent=a-7&focus=measure:empathy" })
        {
            await page.GotoAsync(address);
            (await page.RunAxe(rules)).Violations.Select(rule => $"{address}: {rule.Id}").ShouldBeEmpty();
        }

        await page.GotoAsync($"/coaching/{id}");
        await page.GetByLabel("Held on").FocusAsync();
        for (var step = 0; step < 9 && await page.EvaluateAsync<string>("() => document.activeElement.tagName") != "BUTTON"; step++) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".titled .state")).ToHaveTextAsync("held");
        var agent = await chromium.OpenAsync(site, Role.Agent, context => (context.ColorScheme, context.Locale) = (ColorScheme.Dark, "de-DE"));
        await agent.GotoAsync($"/my/coaching/{id}");
        (await agent.RunAxe(rules)).Violations.Select(rule => rule.Id).ShouldBeEmpty();
        await agent.SetViewportSizeAsync(360, 900);
        (await agent.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
    }

    [Fact]
    public async Task Passage_PlaysWithOneClick_AndStopsAtItsEnd()
    {
        await using var site = await SampleSite.OpenAsync();
        await CallsAsync(site, "a-7", day: -1, empathy: [3]);
        var page = await chromium.OpenAsync(site, Role.Trainer);
        var trainer = (await site.Get<Accounts>().ListAsync(Token)).Single(user => user.Role == Role.Trainer);
        var (who, today) = (new Acting(trainer.Id, trainer.Name), DateOnly.FromDateTime(Now.Date));
        var id = await site.Get<CoachingPlans>().PlanAsync(new("a-7", "measure:empathy", 4.5, today.AddDays(30), today), who, CallCriteria.NoCalls, Token);
        await site.Get<CoachingSessions>().LinkAsync(id, new(SampleSite.Call, TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(4.5)), who, Token);
        await page.GotoAsync($"/coaching/{id}");
        await page.Locator(".found[data-ready]").WaitForAsync();
        var button = page.Locator(".found .chip");
        await button.PlayAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(button).ToHaveTextAsync("▶ 0:03");
        await Assertions.Expect(page.Locator(".found q")).ToHaveTextAsync("Hello, I want to cancel.");
        (await site.Get<AuditTrail>().ListAsync(SampleSite.Call, 0, 9, Token)).Single().Action.ShouldBe(AuditTrail.Listened);
    }

    [Fact]
    public async Task Forms_AreForThoseWhoMay()
    {
        await using var site = await TestSite.OpenAsync();
        var id = await PlannedAsync(site);
        await site.Get<CoachingSessions>().NoteAsync(id, "Between coaches.", shared: false, new("t", "trainer"), Token);
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        using var agent = await site.SignInAsync(Role.Agent);
        var read = await reviewer.GetStringAsync($"/coaching/{id}", Token);
        read.ShouldNotContain("_handler");
        read.ShouldNotContain("Between coaches.");
        (await site.PageAsync($"/coaching/{id}")).ShouldContain("Between coaches.");
        var own = await agent.GetStringAsync($"/my/coaching/{id}", Token);
        own.ShouldNotContain("Between coaches.");
        (await PostAsync(reviewer, $"/coaching/{id}", read: "/password", ("_handler", "hold"))).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(agent, $"/my/coaching/{id}", read: $"/my/coaching/{id}", ("_handler", "word"), ("Act", "acknowledge"))).ShouldBe(HttpStatusCode.OK, "it was not held");
        (await site.Get<CoachingLists>().FindAsync(id, null, Token))!.Line.State.ShouldBe(SessionState.Planned);
        var foreign = await PlannedAsync(site, "a-8");
        (await agent.GetAsync($"/my/coaching/{foreign}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await site.Client.GetAsync("/coaching/999", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await reviewer.GetStringAsync("/coaching.csv", Token)).ShouldContain($"{id},");
    }

    [Fact]
    public async Task List_ShowsTheSessionsOfOneCoach()
    {
        await using var site = await TestSite.OpenAsync();
        var tinas = await PlannedAsync(site);
        var toms = await PlannedAsync(site, "a-8");
        await site.Get<Accounts>().AddAsync("tom", Role.Trainer, null, Token);
        var tina = (await site.Get<CoachingLists>().FindAsync(tinas, null, Token))!.Line.Plan.CoachId;
        await site.Get<CoachingSessions>().HandOverAsync(toms, "tom", new(tina, "trainer"), Token);
        var tom = (await site.Get<CoachingLists>().FindAsync(toms, null, Token))!.Line.Plan.CoachId;
        foreach (var (coach, own, other) in new[] { (tom, toms, tinas), (tina, tinas, toms) })
        {
            var page = await site.PageAsync($"/coaching?show=All&coach={coach}");
            page.ShouldContain($"href=\"/coaching/{own}\"");
            page.ShouldNotContain($"href=\"/coaching/{other}\"");
            page.ShouldContain($"<option value=\"{coach}\" selected");
            var table = await site.Client.GetStringAsync($"/coaching.csv?show=All&coach={coach}", Token);
            table.Split('\n').ShouldContain(line => line.StartsWith($"{own},", StringComparison.Ordinal));
            table.Split('\n').ShouldNotContain(line => line.StartsWith($"{other},", StringComparison.Ordinal));
            var told = await site.Client.GetFromJsonAsync<JsonElement>($"/api/v1/coaching?show=all&coach={coach}", Token);
            told.GetProperty("total").GetInt32().ShouldBe(1);
        }
    }

    [Fact]
    public async Task Api_DoesWhatThePagesDo_WithinRoleAndScope()
    {
        await using var site = await TestSite.OpenAsync();
        await CallsAsync(site, "a-7", day: -1, empathy: [3]);
        using var trainer = await site.SignInAsync(Role.Trainer);
        using var agent = await site.SignInAsync(Role.Agent);
        var plan = new { agentId = "a-7", focus = "measure:empathy", to = 4, by = Day(30), startOn = Day(0), template = "single" };
        (await SendAsync(trainer, HttpMethod.Post, "", plan with { to = 3 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var created = await SendAsync(trainer, HttpMethod.Post, "", plan);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetInt64();
        (await SendAsync(trainer, HttpMethod.Post, $"/{id}/notes", new { text = "Private." })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await SendAsync(trainer, HttpMethod.Post, $"/{id}/actions", new { text = "Listen." })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await SendAsync(trainer, HttpMethod.Post, $"/{id}/moments", new { callId = "a-7-0", start = 1, end = 2.5 })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await SendAsync(trainer, HttpMethod.Post, $"/{id}/hold", new { heldOn = Day(0) })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await SendAsync(trainer, HttpMethod.Post, $"/{id}/close", new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(agent, HttpMethod.Post, $"/{id}/acknowledge", new { comment = "Fine." })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await SendAsync(agent, HttpMethod.Post, "/999/comments", new { comment = "Fine." })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var seen = await agent.GetStringAsync($"/api/v1/coaching/{id}", Token);
        seen.ShouldContain("Listen.");
        seen.ShouldNotContain("Private.");
        (await trainer.GetStringAsync($"/api/v1/coaching/{id}", Token)).ShouldContain("Private.");
        (await agent.GetStringAsync($"/api/v1/coaching/{id}/progress", Token)).ShouldContain("\"verdict\":\"notEnoughCalls\"");
        (await agent.GetFromJsonAsync<JsonElement>("/api/v1/coaching?agent=a-8", Token)).GetProperty("total").GetInt32().ShouldBe(1, "agents get their own, whatever they ask for");
        (await SendAsync(trainer, HttpMethod.Post, $"/{id}/close", new { })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var key = site.Connect();
        key.DefaultRequestHeaders.Authorization = new("Bearer", await site.Get<App.Identity.Keys.ApiKeys>().AddAsync("trainer", "test", ["coaching:read"], 1, "admin", Token));
        (await key.GetAsync($"/api/v1/coaching/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(key, HttpMethod.Post, $"/{id}/notes", new { text = "No." })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static string Day(int days) => DateOnly.FromDateTime(Now.AddDays(days).DateTime).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static Task<HttpResponseMessage> SendAsync<T>(HttpClient client, HttpMethod method, string path, T body) =>
        client.SendAsync(new(method, "/api/v1/coaching" + path) { Content = JsonContent.Create(body) }, Token);

    private static async Task<long> PlannedAsync(TestSite site, string agent = "a-7")
    {
        await CallsAsync(site, agent, day: -1, empathy: [3], agent);
        using var trainer = await site.SignInAsync(Role.Trainer);
        var user = (await site.Get<Accounts>().ListAsync(Token)).Single(user => user.Role == Role.Trainer);
        var today = DateOnly.FromDateTime(Now.Date);
        return await site.Get<CoachingPlans>().PlanAsync(new(agent, "measure:empathy", 4, today.AddDays(30), today.AddDays(-1)), new(user.Id, user.Name), CallCriteria.NoCalls, Token);
    }

    private static async Task CallsAsync(TestSite site, string name, int day, int[] empathy, string agent = "a-7")
    {
        foreach (var (number, score) in empathy.Index())
        {
            var machine = ReviewSheetTests.Machine($"{name}-{number}");
            await site.Store.AddAsync(Some.Call($"{name}-{number}", Some.Metadata(agent) with { StartTime = Now.AddDays(day) }), Token);
            await site.Store.SaveTranscriptAsync($"{name}-{number}", Some.Transcript($"{name}-{number}"), Token);
            await site.Store.SaveMetricsAsync($"{name}-{number}", Some.Metrics(), Token);
            await site.Store.SaveEvaluationAsync(machine with { Scores = machine.Scores with { Empathy = machine.Scores.Empathy with { Score = score } } }, Token);
        }
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string address, string read, params (string Name, string Value)[] fields)
    {
        using var content = PageForm.Of(await client.GetStringAsync(read, Token), fields);
        using var response = await client.PostAsync(address, content, Token);
        return response.StatusCode;
    }
}
