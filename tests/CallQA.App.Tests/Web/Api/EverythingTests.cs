using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Review;
using CallQA.App.Review.Disputes;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Web.Api;

/// <summary>What the pages do, done by programs with keys.</summary>
public sealed class EverythingTests
{
    private static readonly string[] Calls = ["one"];
    private static readonly string[] Reviewers = ["reviewer", "admin"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Search_FindsExportsAndIsKept()
    {
        await using var site = await ReviewedAsync("one");
        using var program = await ApiKeysTests.ProgramAsync(site, Role.Reviewer, ApiScope.Read, ApiScope.Review);
        using var found = JsonDocument.Parse(await program.GetStringAsync("/api/v1/search?q=schön&speaker=agent&from=2026-03-01&until=2026-03-31", Token));
        found.RootElement.GetProperty("calls")[0].GetProperty("callId").GetString().ShouldBe("one");
        (await program.GetStringAsync("/api/v1/search?by=people&score=overall&least=90", Token)).ShouldContain("\"overall\":100");
        var csv = await program.GetStringAsync("/api/v1/search.csv?q=schön", Token);
        csv.Split('\n')[0].ShouldBe("call_id,agent,queue,start,duration_s,overall,turn,speaker,at_s,emotion,text");
        csv.ShouldContain("\none,");
        csv.ShouldContain("\"Guten Tag, schön dass Sie anrufen\"");
        (await StatusAsync(program.GetAsync("/api/v1/search?q=s*", Token))).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(program.GetAsync("/api/v1/search?mood=bored", Token))).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(program.GetAsync("/api/v1/search?least=many", Token))).ShouldBe(HttpStatusCode.BadRequest);

        (await StatusAsync(program.PutAsJsonAsync("/api/v1/searches/Greetings", new { query = "q=schön&by=People", shared = true }, Token))).ShouldBe(HttpStatusCode.Accepted);
        (await StatusAsync(program.PutAsJsonAsync("/api/v1/searches/Nothing", new { query = "page=3" }, Token))).ShouldBe(HttpStatusCode.BadRequest);
        using var kept = JsonDocument.Parse(await program.GetStringAsync("/api/v1/searches", Token));
        kept.RootElement[0].GetProperty("query").GetString().ShouldBe("/search?q=sch%C3%B6n&by=People");
        var id = kept.RootElement[0].GetProperty("id").GetInt64();
        (await StatusAsync(site.Client.DeleteAsync($"/api/v1/searches/{id}", Token))).ShouldBe(HttpStatusCode.NotFound, "another's");
        (await StatusAsync(program.DeleteAsync($"/api/v1/searches/{id}", Token))).ShouldBe(HttpStatusCode.Accepted);
        (await program.GetStringAsync("/api/v1/filters", Token)).ShouldContain("{\"id\":\"a-7\",\"name\":\"Jörg Müller\"}");
    }

    [Fact]
    public async Task Dispute_GoesFromTheAgentsProgramToTheReviewers_AndBack()
    {
        await using var site = await ReviewedAsync("one");
        using var agent = await ApiKeysTests.ProgramAsync(site, Role.Agent, ApiScope.Read, ApiScope.Review);
        using var reviewer = await ApiKeysTests.ProgramAsync(site, Role.Reviewer, ApiScope.Read, ApiScope.Review);
        using (var own = JsonDocument.Parse(await agent.GetStringAsync("/api/v1/evaluations", Token)))
            own.RootElement.GetProperty("evaluations")[0].GetProperty("state").GetString().ShouldBe("new");
        (await agent.GetStringAsync("/api/v1/calls/one", Token)).ShouldNotContain("machine");
        (await StatusAsync(agent.PostAsJsonAsync("/api/v1/calls/one/dispute", new { questions = new[] { new { question = "greeting", text = "I did." } } }, Token))).ShouldBe(HttpStatusCode.Accepted);
        (await StatusAsync(agent.PostAsJsonAsync("/api/v1/calls/one/acknowledgement", new { }, Token))).ShouldBe(HttpStatusCode.BadRequest, "it is disputed");
        (await reviewer.GetStringAsync("/api/v1/disputes", Token)).ShouldContain("\"callId\":\"one\"");
        var answers = ReviewSheetTests.With(ReviewSheetTests.Accepted(ReviewSheetTests.Machine()), new("greeting", "no")).Answers;
        using var decided = new HttpRequestMessage(HttpMethod.Post, "/api/v1/calls/one/decision") { Content = JsonContent.Create(new { because = "As heard.", answers }, options: CallQAJson.Compact) };
        decided.Headers.Add("Idempotency-Key", "decision-1");
        (await StatusAsync(reviewer.SendAsync(decided, Token))).ShouldBe(HttpStatusCode.Accepted);
        (await agent.GetStringAsync("/api/v1/calls/one", Token)).ShouldContain("\"state\":\"decided\"");
        (await StatusAsync(agent.PostAsJsonAsync("/api/v1/calls/one/acknowledgement", new { remark = "Fine." }, Token))).ShouldBe(HttpStatusCode.Accepted);
        (await reviewer.GetStringAsync("/api/v1/disputes/report", Token)).ShouldContain("\"changed\":1");
        using var call = JsonDocument.Parse(await reviewer.GetStringAsync("/api/v1/calls/one", Token));
        var first = call.RootElement.GetProperty("reviews").EnumerateArray().Last().GetProperty("id").GetInt64();
        using var admin = await ApiKeysTests.ProgramAsync(site, Role.Admin, ApiScope.Review);
        (await StatusAsync(admin.PostAsJsonAsync("/api/v1/calls/one/roll-back", new { review = first, because = "Misheard." }, Token))).ShouldBe(HttpStatusCode.Accepted);
        (await site.Get<Standings>().OfAsync("one", Token))!.ReviewId.ShouldBe(first);
    }

    [Fact]
    public async Task Calibration_IsOpenedScoredAndAgreedOn()
    {
        await using var site = await ReviewedAsync("one");
        using var trainer = await ApiKeysTests.ProgramAsync(site, Role.Trainer, ApiScope.Read, ApiScope.Review);
        using var reviewer = await ApiKeysTests.ProgramAsync(site, Role.Reviewer, ApiScope.Read, ApiScope.Review);
        using var opened = await trainer.PostAsJsonAsync(
            "/api/v1/calibration", new { name = "Round", calls = Calls, reviewers = Reviewers, master = "admin", dueAt = TestSite.Clock.GetUtcNow().AddDays(7) }, Token);
        opened.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (await opened.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetInt64();
        (await trainer.GetStringAsync($"/api/v1/calibration/{id}", Token)).ShouldContain("\"revealed\":false");
        var form = ReviewSheetTests.Accepted(ReviewSheetTests.Machine());
        foreach (var client in new[] { reviewer, site.Client })
            (await StatusAsync(client.PostAsJsonAsync("/api/v1/calls/one/review", form, CallQAJson.Compact, Token))).ShouldBe(HttpStatusCode.Created);
        (await StatusAsync(reviewer.PostAsJsonAsync($"/api/v1/calibration/{id}/calls/one/consensus", new { answers = Array.Empty<object>() }, Token))).ShouldBe(HttpStatusCode.Forbidden);
        using var agreed = await trainer.PostAsJsonAsync($"/api/v1/calibration/{id}/calls/one/consensus", new { answers = new[] { new { question = "greeting", choice = "no" } }, remark = "No name." }, Token);
        (await agreed.Content.ReadAsStringAsync(Token)).ShouldBe("{\"calls\":1}");
        using var session = JsonDocument.Parse(await trainer.GetStringAsync($"/api/v1/calibration/{id}", Token));
        session.RootElement.GetProperty("calls")[0].GetProperty("agreed")[0].GetProperty("choice").GetString().ShouldBe("no");
        session.RootElement.GetProperty("questions").GetArrayLength().ShouldBeGreaterThan(0);
        (await StatusAsync(trainer.PostAsync($"/api/v1/calibration/{id}/close", null, Token))).ShouldBe(HttpStatusCode.Accepted);
        (await StatusAsync(trainer.PostAsync($"/api/v1/calibration/{id}/close", null, Token))).ShouldBe(HttpStatusCode.NotFound);
        (await trainer.GetStringAsync("/api/v1/calibration", Token)).ShouldContain("\"closedAt\"");
    }

    [Fact]
    public async Task Figures_AreThoseOfThePages()
    {
        await using var site = await ReviewedAsync("one");
        using var auditor = await ApiKeysTests.ProgramAsync(site, Role.Auditor, ApiScope.Read, ApiScope.Operate);
        using (var machine = JsonDocument.Parse(await auditor.GetStringAsync("/api/v1/dashboard?from=2026-03-01&until=2026-03-31", Token)))
            machine.RootElement.GetProperty("overall").GetProperty("n").GetInt32().ShouldBe(1);
        using (var people = JsonDocument.Parse(await auditor.GetStringAsync("/api/v1/dashboard?from=2026-03-01&until=2026-03-31&by=people", Token)))
            people.RootElement.GetProperty("overall").GetProperty("mean").GetDouble().ShouldBe(100);
        (await auditor.GetStringAsync("/api/v1/agreement", Token)).ShouldContain("\"reviews\":1");
        (await StatusAsync(auditor.GetAsync("/api/v1/agreement?scorecard=none@1", Token))).ShouldBe(HttpStatusCode.NotFound);
        (await auditor.GetStringAsync("/api/v1/scorecard", Token)).ShouldContain("\"source\":{\"by\":\"rule\",\"rule\":\"greeting\"");
        (await auditor.GetStringAsync("/api/v1/reports", Token)).ShouldBe("[]");
        (await auditor.GetStringAsync("/api/v1/quarantine", Token)).ShouldBe("{\"files\":[],\"total\":0}");
    }

    [Fact]
    public async Task Files_AreThoseOfThePages()
    {
        await using var site = await ReviewedAsync("one");
        using var auditor = await ApiKeysTests.ProgramAsync(site, Role.Auditor, ApiScope.Read, ApiScope.ReadCoaching);
        await site.Get<Standings>().DisputeAsync("one", "agent", "Agent", new(null, [new("greeting", "I did.")]), Token);
        (await auditor.GetStringAsync("/api/v1/disputes.csv", Token)).ShouldContain("\none,1,Agent,");
        (await auditor.GetStringAsync("/api/v1/coaching.csv?show=all", Token)).ShouldStartWith("session_id,plan_id,agent_id");
        (await auditor.GetStringAsync("/api/v1/calls/one/transcript.txt", Token)).ShouldContain("schön dass Sie anrufen");
        (await StatusAsync(auditor.GetAsync("/api/v1/calls/one/transcript.doc", Token))).ShouldBe(HttpStatusCode.NotFound);
        (await site.Get<AuditTrail>().ListAsync(null, 0, 9, Token)).Count(entry => entry.Action == AuditTrail.Exported).ShouldBe(3);
    }

    [Fact]
    public async Task Learning_IsToldAsOnItsPage()
    {
        await using var site = await ReviewedAsync("one");
        using var auditor = await ApiKeysTests.ProgramAsync(site, Role.Auditor, ApiScope.Read);
        using var state = JsonDocument.Parse(await auditor.GetStringAsync("/api/v1/learning", Token));
        state.RootElement.GetProperty("enabled").GetBoolean().ShouldBe(site.Settings.Learning.Enabled);
        var model = state.RootElement.GetProperty("model").GetString()!;
        (await site.PageAsync("/learning")).ShouldContain(model);
        state.RootElement.GetProperty("candidates").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Review_IsKeptAndNotSubmitted_WhenAColleagueWasFaster_UnlessTheProgramSaysThatItKnows()
    {
        await using var site = await ReviewedAsync("one");
        using var reviewer = await ApiKeysTests.ProgramAsync(site, Role.Reviewer, ApiScope.Read, ApiScope.Review);
        var form = ReviewSheetTests.Accepted(ReviewSheetTests.Machine()) with { Knows = 0 };
        using var refused = await reviewer.PostAsJsonAsync("/api/v1/calls/one/review", form, CallQAJson.Compact, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var meanwhile = (await refused.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("meanwhile");
        meanwhile.GetProperty("by").GetString().ShouldBe("Writer");
        form = form with { Knows = meanwhile.GetProperty("id").GetInt64() };
        (await StatusAsync(reviewer.PostAsJsonAsync("/api/v1/calls/one/review", form, CallQAJson.Compact, Token))).ShouldBe(HttpStatusCode.Created);
    }

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        return response.StatusCode;
    }

    private static async Task<TestSite> ReviewedAsync(string id)
    {
        var site = await TestSite.OpenAsync();
        var call = Some.Call(id, Some.Metadata());
        var machine = ReviewSheetTests.Machine(id);
        await site.Store.AddAsync(call, Token);
        await site.Store.SaveTranscriptAsync(id, Some.Transcript(id), Token);
        await site.Store.SaveMetricsAsync(id, Some.Metrics(), Token);
        await site.Store.SaveEvaluationAsync(machine, Token);
        (await site.Get<Reviews>().SubmitAsync(call, "writer", "Writer", ReviewSheetTests.Accepted(machine), Token)).Review.ShouldNotBeNull();
        return site;
    }
}
