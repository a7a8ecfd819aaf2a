using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;
using CallQA.App.Search;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Web.Calibration;

/// <summary>Who has to score a call blind learns its results nowhere, and whoever has not, does.</summary>
public sealed class BlindCallsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", ">83<")]
    [InlineData("/?show=NeedsReview", "/calls/call\"")]
    [InlineData("/api/v1/calls", "\"overall\"")]
    [InlineData("/api/v1/calls?show=needsReview", "\"id\":\"call\"")]
    [InlineData("/api/v1/calls/call", "\"overall\"")]
    [InlineData("/review?show=All", "title=\"83\"|>83<|customer turned negative")]
    [InlineData("/api/v1/queue?show=all", "\"overall\"|customerTurned")]
    [InlineData("/search?q=schön", ">83<")]
    [InlineData("/search?score=overall&least=80&most=90", "/calls/call\"")]
    [InlineData("/search?question=greeting&answer=Full", "/calls/call\"")]
    [InlineData("/search?by=People&score=overall&least=0", "/calls/call\"")]
    [InlineData("/search?waits=CustomerTurned", "/calls/call\"")]
    [InlineData("/api/v1/search?q=schön", "\"overall\"")]
    [InlineData("/api/v1/search?score=overall&least=80", "\"callId\":\"call\"")]
    [InlineData("/api/v1/search.csv?score=overall&least=80", "call,")]
    [InlineData("/dashboard?from=2026-03-01&until=2026-03-31", "agent=a-7")]
    [InlineData("/dashboard?from=2026-03-01&until=2026-03-31&by=People", "agent=a-7")]
    [InlineData("/api/v1/dashboard?from=2026-03-01&until=2026-03-31", "\"mean\"")]
    [InlineData("/api/v1/dashboard?from=2026-03-01&until=2026-03-31&by=people&agent=a-7", "\"mean\"")]
    [InlineData("/fairness?from=2026-03-01&until=2026-03-31&by=Language", "<th scope=\"row\">de</th>")]
    [InlineData("/disputes", ">100<")]
    [InlineData("/api/v1/disputes", "\"overall\"")]
    [InlineData("/disputes.csv", "call,1,")]
    [InlineData("/api/v1/disputes/report", "\"callId\":\"call\"")]
    [InlineData("/reports/2026-03/team.json", "the month")]
    [InlineData("/api/v1/reports/2026-03/team.json", "the month")]
    [InlineData("/reports/2026-W10/team.json", "the week")]
    [InlineData("/reports/2026-03-04_2026-03-05/team.json", "the days")]
    [InlineData("/examples?from=2026-03-01&until=2026-03-31", "/calls/call\"")]
    [InlineData("/api/v1/examples?topic=question:greeting", "\"contribution\"")]
    public async Task Results_AreHidden_FromWhoeverScoresBlind_AndFromNobodyElse(string address, string tells)
    {
        await using var site = await SiteAsync();
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        var signs = tells.Split('|');
        (await BodyAsync(reviewer, address)).ShouldSatisfyAllConditions(body => signs.ShouldContain(sign => body.Contains(sign, StringComparison.Ordinal), $"{address} is to tell something"));
        await OpenSessionAsync(site);
        var blind = await BodyAsync(reviewer, address);
        foreach (var sign in signs) blind.ShouldNotContain(sign, Case.Sensitive, address);
        using var auditor = await site.SignInAsync(Role.Auditor);
        if (!address.Contains("/queue", StringComparison.Ordinal) && !address.StartsWith("/review", StringComparison.Ordinal))
            (await BodyAsync(auditor, address)).ShouldSatisfyAllConditions(body => signs.ShouldContain(sign => body.Contains(sign, StringComparison.Ordinal), $"{address} for an auditor"));
    }

    [Theory]
    [InlineData("/coaching", "4.0 →")]
    [InlineData("/coaching/@", "From 4.0|the tone|4.0</td>")]
    [InlineData("/coaching.csv?show=All", "empathy,,4,")]
    [InlineData("/api/v1/coaching", "\"mean\":4")]
    [InlineData("/api/v1/coaching/@", "\"mean\":4|the tone")]
    [InlineData("/api/v1/coaching/@/progress", "\"mean\":4")]
    public async Task Coaching_HidesTheFiguresOfAnAgent_FromWhoeverScoresACallOfTheAgentBlind(string address, string tells)
    {
        await using var site = await TestSite.OpenAsync();
        var id = await CoachedAsync(site);
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        address = address.Replace("@", id.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var open = await BodyAsync(reviewer, address);
        foreach (var sign in tells.Split('|')) open.ShouldContain(sign, Case.Sensitive);
        await OpenSessionAsync(site);
        var blind = await BodyAsync(reviewer, address);
        foreach (var sign in tells.Split('|')) blind.ShouldNotContain(sign, Case.Sensitive);
        using var trainer = await site.SignInAsync(Role.Trainer);
        (await BodyAsync(trainer, address)).ShouldContain(tells.Split('|')[0], Case.Sensitive, "a trainer scores nothing blind");
        (await BodyAsync(site.Client, "/coaching/new?agent=a-7")).ShouldNotContain("4.0</td>", Case.Sensitive, "the admin does");
    }

    [Fact]
    public async Task Decisions_Wait_UntilTheCallIsScored()
    {
        await using var site = await SiteAsync();
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        await OpenSessionAsync(site);
        using var refused = await reviewer.PostAsJsonAsync("/api/v1/calls/call/decision", new { because = "It stands." }, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await site.Get<Standings>().OfAsync("call", Token))!.State.ShouldBe(ResponseState.Disputed);
    }

    [Fact]
    public async Task EarlierSessions_HideTheCallsOfAnOpenOne()
    {
        await using var site = await SiteAsync();
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        var first = await OpenSessionAsync(site);
        foreach (var client in new[] { reviewer, site.Client })
        {
            var form = ReviewSheetTests.With(ReviewSheetTests.Accepted(ReviewSheetTests.Machine()), new("greeting", "no"));
            using var submitted = await client.PostAsJsonAsync("/api/v1/calls/call/review", form, CallQAJson.Compact, Token);
            submitted.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        using (var revealed = JsonDocument.Parse(await reviewer.GetStringAsync($"/api/v1/calibration/{first}", Token)))
            revealed.RootElement.GetProperty("calls")[0].GetProperty("reviews").GetArrayLength().ShouldBe(2);
        await OpenSessionAsync(site);
        using var hidden = JsonDocument.Parse(await reviewer.GetStringAsync($"/api/v1/calibration/{first}", Token));
        hidden.RootElement.GetProperty("calls")[0].GetProperty("reviews").GetArrayLength().ShouldBe(0);
        (await reviewer.GetStringAsync($"/calibration/{first}", Token)).ShouldNotContain("class=\"matrix\"");
    }

    // One call: scored, reviewed, disputed and reported.
    private static async Task<TestSite> SiteAsync()
    {
        var site = await TestSite.OpenAsync();
        var call = Some.Call("call", Some.Metadata());
        var machine = ReviewSheetTests.Machine();
        machine = machine with { CallId = "call", Overall = 83, NeedsReview = true, Answers = [.. machine.Answers.Select(answer => answer with { NeedsReview = true })] };
        await site.Store.AddAsync(call, Token);
        await site.Store.SaveTranscriptAsync("call", Some.Transcript("call"), Token);
        await site.Store.SaveMetricsAsync("call", Some.Metrics(), Token);
        await site.Store.SaveEvaluationAsync(machine, Token);
        using (await site.SignInAsync(Role.Reviewer))
        {
            // A task in the queue, before the review that counts.
            (await site.Client.GetStringAsync("/api/v1/queue?show=all", Token)).ShouldContain("call");
        }

        await site.Get<Reviews>().SubmitAsync(call, "writer", "Writer", ReviewSheetTests.Accepted(machine), Token);
        await site.Get<Standings>().DisputeAsync("call", "agent", "Agent", new(null, [new("greeting", "I did.")]), Token);
        await ReopenTaskAsync(site);
        foreach (var (period, words) in new[] { ("2026-03", "the month"), ("2026-W10", "the week"), ("2026-03-04_2026-03-05", "the days") })
        {
            var folder = Directory.CreateDirectory(Path.Combine(site.Settings.ReportsPath, period)).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, "team.json"), words, Token);
        }

        return site;
    }

    // One call of an agent who is coached since yesterday, with a passage of it to hear.
    private static async Task<long> CoachedAsync(TestSite site)
    {
        var now = TestSite.Clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.DateTime);
        var machine = ReviewSheetTests.Machine("call");
        await site.Store.AddAsync(Some.Call("call", Some.Metadata() with { StartTime = now.AddHours(-30) }), Token);
        await site.Store.SaveTranscriptAsync("call", Some.Transcript("call"), Token);
        await site.Store.SaveMetricsAsync("call", Some.Metrics(), Token);
        await site.Store.SaveEvaluationAsync(machine with { Scores = machine.Scores with { Empathy = machine.Scores.Empathy with { Score = 4 } } }, Token);
        using (await site.SignInAsync(Role.Trainer))
        {
            var trainer = (await site.Get<Accounts>().ListAsync(Token)).Single(user => user.Role == Role.Trainer);
            var acting = new Acting(trainer.Id, trainer.Name);
            var id = await site.Get<CoachingPlans>().PlanAsync(new("a-7", "measure:empathy", 4.5, today.AddDays(30), today.AddDays(-2)), acting, CallCriteria.NoCalls, Token);
            await site.Get<CoachingSessions>().LinkAsync(id, new("call", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), "Hear the tone."), acting, Token);
            return id;
        }
    }

    private static async Task ReopenTaskAsync(TestSite site)
    {
        await using var context = site.Get<App.Storage.CallQADbContextFactory>().CreateDbContext();
        var task = context.ReviewTasks.Single(row => row.CallId == "call");
        (task.State, task.Reasons) = (App.Review.Queue.TaskState.Open, "CustomerTurned");
        await context.SaveChangesAsync(Token);
    }

    private static async Task<long> OpenSessionAsync(TestSite site)
    {
        var members = (await site.Get<Accounts>().ListAsync(Token)).Where(user => user.Role is Role.Admin or Role.Reviewer).Select(user => user.Id).ToList();
        return await site.Get<Calibrations>().OpenAsync(new("Round", ["call"], 0, null, members, null, TestSite.Clock.GetUtcNow().AddDays(7)), "admin", Token);
    }

    private static async Task<string> BodyAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(new Uri(address, UriKind.Relative), Token);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Token));
    }
}
