using System.Net;
using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Review.Disputes;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Disputes;

/// <summary>An evaluation's way between its agent and the reviewers, in a real browser.</summary>
public sealed class DisputePagesTests(Chromium chromium, PostgreSqlCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dispute_GoesFromTheAgentToAnotherReviewer_AndBack(bool onPostgreSql)
    {
        await using var site = await TestSite.OpenOnAsync(await cluster.DatabaseAsync(onPostgreSql));
        await ReviewedAsync(site, "call", "writer");
        var agent = await chromium.OpenAsync(site, Role.Agent);
        await agent.GotoAsync("/my");
        await agent.GetByRole(AriaRole.Link, new() { Name = "call", Exact = true }).ClickAsync();
        await agent.GetByText("Dispute the evaluation").ClickAsync();
        await agent.Locator("textarea[name='reason:greeting']").FillAsync("I said my name.");
        await agent.GetByRole(AriaRole.Button, new() { Name = "Send the dispute" }).ClickAsync();
        await Assertions.Expect(agent.Locator(".answer")).ToContainTextAsync("Due to be decided by");

        var reviewer = await chromium.OpenAsync(site, Role.Reviewer);
        await reviewer.GotoAsync("/disputes");
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "call", Exact = true }).ClickAsync();
        await Assertions.Expect(reviewer.Locator(".contested")).ToContainTextAsync("I said my name.");
        await reviewer.Locator("select[name='answer:greeting']").SelectOptionAsync("yes");
        await reviewer.Locator("textarea[name=Because]").FillAsync("At 0:01, indeed.");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        await Assertions.Expect(reviewer.Locator(".events")).ToContainTextAsync("At 0:01, indeed.");

        await agent.GotoAsync("/calls/call");
        await Assertions.Expect(agent.Locator(".submitted[open] > summary")).ToContainTextAsync("counts");
        await agent.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await Assertions.Expect(agent.Locator(".answer .state")).ToHaveTextAsync("acknowledged");
        (await site.Get<Standings>().OfAsync("call", Token))!.Events.Select(entry => entry.Kind)
            .ShouldBe([ScoreEventKind.Disputed, ScoreEventKind.Changed, ScoreEventKind.Acknowledged]);
        (await site.Get<AuditTrail>().ListAsync("call", 0, 9, Token)).Select(entry => entry.Action).ShouldBe(["acknowledged", "dispute-decided", "disputed"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Score_IsRolledBackByAnAdmin_AfterADisputeChangedIt(bool onPostgreSql)
    {
        await using var site = await TestSite.OpenOnAsync(await cluster.DatabaseAsync(onPostgreSql));
        await ReviewedAsync(site, "call", "writer");
        await site.Get<Standings>().DisputeAsync("call", "agent", "Agent", new(null, [new("greeting", "I said my name.")]), Token);
        var reviewer = await chromium.OpenAsync(site, Role.Reviewer);
        await reviewer.GotoAsync("/calls/call");
        await reviewer.Locator("select[name='answer:greeting']").SelectOptionAsync("yes");
        await reviewer.Locator("textarea[name=Because]").FillAsync("At 0:01, indeed.");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        await Assertions.Expect(reviewer.Locator(".callhead .human dd")).ToHaveTextAsync("100");
        await Assertions.Expect(reviewer.GetByText("Put an earlier review back in force")).ToHaveCountAsync(0);

        var before = (await site.Get<Reviews>().HistoryAsync("call", Token)).Last();
        var admin = await chromium.OpenAsync(site, Role.Admin);
        await admin.GotoAsync("/calls/call");
        await admin.GetByText("Put an earlier review back in force").ClickAsync();
        await admin.Locator("textarea[name=RollBackBecause]").FillAsync("The name was another's.");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Put back" }).ClickAsync();
        await Assertions.Expect(admin.Locator(".events")).ToContainTextAsync("The name was another's.");
        await Assertions.Expect(admin.Locator(".submitted", new() { HasText = "counts" })).ToContainTextAsync("Writer");
        await Assertions.Expect(admin.Locator(".callhead .human dd")).ToHaveTextAsync($"{before.Overall:0}");
        (await site.Get<Standings>().OfAsync("call", Token))!.ReviewId.ShouldBe(before.Id);
        (await site.Get<Reviews>().HistoryAsync("call", Token)).Count.ShouldBe(2, "nothing is taken out of the history");
    }

    [Fact]
    public async Task Agent_SeesTheEvidenceOfAnswersTakenOver_ButNotTheMachinesScore()
    {
        await using var site = await TestSite.OpenAsync();
        await ReviewedAsync(site, "call", "writer");
        using var agent = await site.SignInAsync(Role.Agent);
        var page = await agent.GetStringAsync("/calls/call", Token);
        page.ShouldContain("data-start=\"0.6\" data-end=\"6.17\"");
        page.ShouldNotContain("So it is.");
        page.ShouldNotContain("Freundliche");
    }

    [Fact]
    public async Task Forms_AreForThoseWhoMay()
    {
        await using var site = await TestSite.OpenAsync();
        await ReviewedAsync(site, "own", "writer");
        await ReviewedAsync(site, "foreign", "writer", agent: "a-8");
        using var agent = await site.SignInAsync(Role.Agent);
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        var list = await agent.GetStringAsync("/my", Token);
        list.ShouldContain("/calls/own");
        list.ShouldNotContain("foreign");
        (await PostAsync(agent, "own", "own", ("_handler", "decide"), ("Because", "Mine."), ("Act", "uphold"))).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(agent, "own", "foreign", ("_handler", "dispute"), ("reason:greeting", "No."))).ShouldNotBe(HttpStatusCode.Found);
        (await PostAsync(reviewer, "own", "own", ("_handler", "acknowledge"))).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(reviewer, "own", "own", ("_handler", "roll-back"), ("RollBackBecause", "x"))).ShouldBe(HttpStatusCode.BadRequest);
        (await site.Get<Standings>().OfAsync("foreign", Token))!.State.ShouldBe(ResponseState.New);
        await site.Get<Standings>().DisputeAsync("own", "agent", "Agent", new(null, [new("greeting", "No.")]), Token);
        (await reviewer.GetStringAsync("/calls/own", Token)).ShouldContain("select name=\"answer:greeting\"");
        var writer = (await site.Get<Accounts>().ListAsync(Token)).Single(user => user.Name == "reviewer").Id;
        await ReviewedAsync(site, "written", writer);
        await site.Get<Standings>().DisputeAsync("written", "agent", "Agent", new(null, [new("greeting", "No.")]), Token);
        (await reviewer.GetStringAsync("/calls/written", Token)).ShouldContain("another reviewer decides");
        (await reviewer.GetStringAsync("/disputes.csv", Token)).ShouldContain("written,1,Agent");
    }

    private static async Task ReviewedAsync(TestSite site, string callId, string reviewerId, string agent = "a-7")
    {
        var call = Some.Call(callId, Some.Metadata(agent));
        var machine = ReviewSheetTests.Machine(callId);
        await site.Store.AddAsync(call, Token);
        await site.Store.SaveTranscriptAsync(callId, Some.Transcript(callId), Token);
        await site.Store.SaveMetricsAsync(callId, Some.Metrics(), Token);
        await site.Store.SaveEvaluationAsync(machine, Token);
        var form = ReviewSheetTests.With(ReviewSheetTests.Accepted(machine), new("greeting", "no", ChangeReason: "No name."));
        (await site.Get<Reviews>().SubmitAsync(call, reviewerId, "Writer", form, Token)).Review.ShouldNotBeNull();
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string tokenFrom, string callId, params (string Name, string Value)[] fields)
    {
        using var content = PageForm.Of(await client.GetStringAsync("/calls/" + tokenFrom, Token), fields);
        using var response = await client.PostAsync("/calls/" + callId, content, Token);
        return response.StatusCode;
    }
}
