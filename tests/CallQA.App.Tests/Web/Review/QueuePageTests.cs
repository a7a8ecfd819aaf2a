using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Review.Queue;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Review;

public sealed class QueuePageTests(Chromium chromium, PostgreSqlCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queue_SaysWhyACallWasChosen_AndLeadsToTheNext()
    {
        await using var site = await SiteAsync("first", "second");
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        var page = await reviewer.GetStringAsync("/review", Token);
        page.ShouldContain("/calls/first");
        page.ShouldContain("customer turned negative");
        page.ShouldNotContain("Sampling plan");
        var form = ReviewSheetTests.Accepted(ReviewSheetTests.Machine());
        using var submitted = await reviewer.PostAsJsonAsync("/calls/first/review", form, CallQAJson.Compact, Token);
        submitted.StatusCode.ShouldBe(HttpStatusCode.Created);
        var next = await submitted.Content.ReadFromJsonAsync<JsonElement>(Token);
        next.GetProperty("next").GetString().ShouldBe("/calls/second");
        (await reviewer.GetStringAsync("/review", Token)).ShouldNotContain("/calls/first");
    }

    [Fact]
    public async Task Queue_IsChangedByItsForms_AsFarAsTheRoleAllows()
    {
        await using var site = await SiteAsync("first", "second");
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        (await SendAsync(reviewer, "/review", "bulk", ("Act", "take"), ("Chosen", "first"))).ShouldContain("1 call changed");
        (await SendAsync(reviewer, "/review", "bulk", ("Act", "share"))).ShouldContain("0 calls changed");
        (await SendAsync(reviewer, "/review", "bulk", ("Act", "replace"), ("Chosen", "second"))).ShouldContain("The reason has 0 letters");
        (await SendAsync(reviewer, "/review", "bulk", ("Act", "replace"), ("Chosen", "second"), ("Because", "wrong number"))).ShouldNotContain("/calls/second");
    }

    [Fact]
    public async Task Plans_AreCarriedOutStartedAndStopped_ByTheirForms()
    {
        await using var site = await SiteAsync("first", "second");
        await site.Get<ReviewQueue>().CatchUpAsync(Token);
        var drawn = await SendAsync(site.Client, "/review/plans", "draw", ("PerAgent", "1"), ("From", "2026-03-01"), ("Until", "2026-03-31"), ("Stratify", "Score"), ("Seed", "march"));
        drawn.ShouldContain("1 call changed");
        (await site.Get<SampleDraws>().ListAsync(9, Token)).Single().Seed.ShouldBe("march");
        var started = await SendAsync(
            site.Client, "/review/plans", "start", ("Name", "Sample of all"), ("PerAgent", "3"), ("Cycle", "Month"), ("Stratify", "Length"), ("Seed", "2026"), ("Assigns", "true"));
        started.ShouldContain("3 per agent and month, by length");
        var plan = (await site.Get<RecurringPlans>().ListAsync(Token)).Single();
        plan.Plan.ShouldBe(new("Sample of all", 3, PlanCycle.Month, Stratum.Length, "2026"));
        (await SendAsync(site.Client, "/review/plans", "start", ("Name", "Another"), ("PerAgent", "0"), ("Seed", "2026"))).ShouldContain("The plan draws 0 calls");
        (await SendAsync(site.Client, "/review/plans", $"stop-{plan.Id}")).ShouldContain("stopped on");
        (await site.Get<RecurringPlans>().ListAsync(Token)).Single().Stopped.ShouldNotBeNull();
        (await site.Get<AuditTrail>().ListAsync(null, 0, 9, Token)).Count(entry => entry.Action == AuditTrail.SamplingChanged).ShouldBe(2);
    }

    [Fact]
    public async Task Plans_TellAuditorsWhatBecameOfEachCall_AndNothingElseIsTheirsToDo()
    {
        await using var site = await SiteAsync("first", "second");
        await site.Get<ReviewQueue>().CatchUpAsync(Token);
        await SendAsync(site.Client, "/review/plans", "draw", ("PerAgent", "1"), ("From", "2026-03-01"), ("Until", "2026-03-31"), ("Stratify", "Score"), ("Seed", "march"));
        var plan = (await site.Get<SampleDraws>().ListAsync(9, Token)).Single().Id;
        var drawn = (await site.Get<PlanCalls>().OfAsync(plan, Token))!.Calls.Single().CallId;
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        await SendAsync(reviewer, "/review", "bulk", ("Act", "replace"), ("Chosen", drawn), ("Because", "A wrong number."));

        using var auditor = await site.SignInAsync(Role.Auditor);
        var plans = await auditor.GetStringAsync("/review/plans", Token);
        plans.ShouldContain($"/review/plans/{plan}");
        plans.ShouldNotContain("_handler");
        var calls = await auditor.GetStringAsync($"/review/plans/{plan}", Token);
        Regex.Count(calls, "href=\"/calls/").ShouldBe(2, "the other one took its place");
        calls.ShouldContain("A wrong number.");
        calls.ShouldContain("<td data-label=\"Who\">reviewer</td>");
        var document = await auditor.GetFromJsonAsync<JsonElement>($"/api/v1/queue/plans/{plan}", Token);
        var replaced = document.GetProperty("calls").EnumerateArray().Single(call => call.GetProperty("state").GetString() == "replaced");
        (replaced.GetProperty("by").GetString(), replaced.GetProperty("because").GetString()).ShouldBe(("reviewer", "A wrong number."));
        using var none = await auditor.GetAsync("/api/v1/queue/plans/7", Token);
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await none.Content.ReadAsStringAsync(Token)).ShouldContain("There is no sampling plan 7");
        (await auditor.GetStringAsync("/audit", Token)).ShouldContain("took a call out of the review queue");
    }

    [Fact]
    public async Task Reviewer_ReplacesByEnter_ChoosesAll_AndKeepsWhatWasRefused()
    {
        await using var site = await SiteAsync("first", "second", "third");
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await page.GotoAsync("/review");
        var (all, second, reason) = (page.GetByLabel("Choose all calls of this page"), page.GetByLabel("Choose second"), page.GetByLabel("Reason"));
        await all.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("input[name=Chosen]:checked")).ToHaveCountAsync(3);
        await page.GetByLabel("Choose first").UncheckAsync();
        await Assertions.Expect(all).Not.ToBeCheckedAsync();
        await reason.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The reason has 0 letters");
        await Assertions.Expect(second).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("input[name=Chosen]:checked")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("tr", new() { HasText = "second" })).Not.ToContainTextAsync("reviewer");
        await reason.FillAsync("A wrong number.");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("2 calls changed");
        await Assertions.Expect(page.Locator("input[name=Chosen]")).ToHaveCountAsync(1);
        await Assertions.Expect(reason).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Take_NamesTheColleagueWhoHasACall()
    {
        await using var site = await SiteAsync("first", "second");
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        await reviewer.GetStringAsync("/review", Token);
        await SendAsync(site.Client, "/review", "bulk", ("Act", "take"), ("Chosen", "first"));

        (await SendAsync(reviewer, "/review?show=All", "bulk", ("Act", "take"), ("Chosen", "first"), ("Chosen", "second"))).ShouldContain("The call &#x27;first&#x27; is with admin");

        string[] calls = ["first"];
        using var sent = await reviewer.PostAsJsonAsync("/api/v1/queue/assign", new { calls, to = "reviewer" }, Token);
        sent.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await sent.Content.ReadAsStringAsync(Token)).ShouldContain("is with admin");
    }

    [Theory]
    [InlineData("/calls/first", false)]
    [InlineData("/api/v1/calls/first", false)]
    [InlineData("/calls/first?blind=1", true)]
    [InlineData("/api/v1/calls/first/review", true)]
    public async Task Review_IsBlind_OnlyWhenTheSuggestionsWereNeverShown(string opened, bool blind)
    {
        await using var site = await SiteAsync("first", "second");
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        (await reviewer.GetStringAsync(opened, Token)).ShouldNotBeEmpty();
        await reviewer.GetStringAsync("/calls/first?blind=1", Token);
        var form = ReviewSheetTests.Accepted(ReviewSheetTests.Machine()) with { Blind = true };

        using var submitted = await reviewer.PostAsJsonAsync("/calls/first/review", form, CallQAJson.Compact, Token);

        submitted.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await site.Get<Reviews>().HistoryAsync("first", Token)).Single().Blind.ShouldBe(blind);
    }

    [Fact]
    public async Task BlindPage_ShowsNothingOfTheMachine_ThroughColleaguesReviews_AndLeadsToTheNextBlind()
    {
        // The second goes to the colleague, with what they submit.
        await using var site = await SiteAsync("first", "second", "third");
        await site.Get<ReviewQueue>().CatchUpAsync(Token);
        var accepted = ReviewSheetTests.With(ReviewSheetTests.Accepted(ReviewSheetTests.Machine()), new("greeting", "no", ChangeReason: "She says no name."));
        using (var earlier = await site.Client.PostAsJsonAsync("/calls/first/review", accepted, CallQAJson.Compact, Token)) earlier.EnsureSuccessStatusCode();
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        var blind = await reviewer.GetStringAsync("/calls/first?blind=1", Token);
        blind.ShouldContain("class=\"submitted\"");
        blind.ShouldNotContain("She says no name.");
        blind.ShouldNotContain("<q>Guten Tag</q>");
        blind.ShouldNotContain("<tr class=\"changed\">");

        using var submitted = await reviewer.PostAsJsonAsync("/calls/first/review", accepted with { Blind = true }, CallQAJson.Compact, Token);

        (await submitted.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("next").GetString().ShouldBe("/calls/third?blind=1");
        var open = await reviewer.GetStringAsync("/calls/first", Token);
        open.ShouldContain("She says no name.");
        open.ShouldContain("<q>Guten Tag</q>");
    }

    [Fact]
    public async Task SubmitAndNext_ShowsTheNextCall()
    {
        await using var site = await SiteAsync("first", "second");
        await site.Get<ReviewQueue>().CatchUpAsync(Token);
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await page.GotoAsync("/review");
        await page.GetByRole(AriaRole.Link, new() { Name = "Start reviewing" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/calls/first$"));
        await page.Locator("#workplace[data-ready]").WaitForAsync();
        await page.Keyboard.PressAsync("j");
        await CallPageTests.AcceptAllAsync(page);
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/calls/second$"));
        await Assertions.Expect(page.Locator("#review")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("second");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Admin_DrawsASample_AndReviewersTakeAndReplaceCalls(bool onPostgreSql)
    {
        await using var site = await OpenAsync(await cluster.DatabaseAsync(onPostgreSql), "first", "second");
        var admin = await chromium.OpenAsync(site, Role.Admin);
        await admin.GotoAsync("/review/plans");
        await admin.Locator("#per").FillAsync("1");
        await admin.Locator("#from").FillAsync("2026-03-01");
        await admin.Locator("#until").FillAsync("2026-03-31");
        await admin.Locator("#seed").FillAsync("march");
        await admin.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.Locator("section[aria-labelledby=drawn]")).ToContainTextAsync("march");

        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await page.GotoAsync("/review");
        await page.GetByLabel("first").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take chosen" }).ClickAsync();
        await Assertions.Expect(page.Locator("tr", new() { HasText = "first" })).ToContainTextAsync("reviewer");
        await page.GetByLabel("second").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Replace chosen" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The reason has 0 letters");
        await page.GetByLabel("second").CheckAsync();
        await page.GetByLabel("Reason").FillAsync("A wrong number.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Replace chosen" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("1 call changed");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "second" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Start reviewing" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/calls/first$"));
    }

    [Theory]
    [InlineData("{\"answers\":[{\"question\":5}]}", "is not the JSON that is expected here, at $.answers[0].question")]
    [InlineData("[", "is not the JSON that is expected here")]
    [InlineData("null", "Nothing was sent")]
    public async Task Review_IsRefusedWithASentence_WhenItIsNotOne(string body, string sentence)
    {
        await using var site = await SiteAsync("first");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await site.Client.PutAsync("/calls/first/review", content, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain(sentence);
    }

    private static Task<TestSite> SiteAsync(params string[] calls) => OpenAsync(null, calls);

    private static async Task<TestSite> OpenAsync(string? database, params string[] calls)
    {
        var site = await TestSite.OpenOnAsync(database);
        foreach (var id in calls)
        {
            await site.Store.AddAsync(Some.Call(id, Some.Metadata()), Token);
            await site.Store.SaveTranscriptAsync(id, Some.Turning(id), Token);
            await site.Store.SaveMetricsAsync(id, Some.Metrics(), Token);
            await site.Store.SaveEvaluationAsync(ReviewSheetTests.Machine(id) with { CustomerEmotions = Some.Anger }, Token);
        }

        return site;
    }

    private static async Task<string> SendAsync(HttpClient client, string page, string form, params (string Name, string Value)[] fields)
    {
        using var content = PageForm.Of(await client.GetStringAsync(page, Token), [.. fields, ("_handler", form)]);
        using var response = await client.PostAsync(page, content, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Token));
        return await response.Content.ReadAsStringAsync(Token);
    }
}
