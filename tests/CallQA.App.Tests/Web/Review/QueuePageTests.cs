using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CallQA.App.Identity;
using CallQA.App.Review.Queue;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Web.Review;

public sealed partial class QueuePageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queue_SaysWhyACallWasChosen_AndLeadsToTheNext()
    {
        await using var site = await SiteAsync("first", "second");
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        var page = await reviewer.GetStringAsync("/review", Token);
        page.ShouldContain("/calls/first");
        page.ShouldContain("customer upset");
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
        (await SendAsync(reviewer, "/review", "bulk", ("Act", "take"), ("Chosen", "first"))).ShouldContain("1 calls changed");
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
        drawn.ShouldContain("1 calls changed");
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

    private static async Task<TestSite> SiteAsync(params string[] calls)
    {
        var site = await TestSite.OpenAsync();
        foreach (var id in calls)
        {
            await site.Store.AddAsync(Some.Call(id, Some.Metadata()), Token);
            await site.Store.SaveTranscriptAsync(id, Some.Transcript(id), Token);
            await site.Store.SaveMetricsAsync(id, Some.Metrics(), Token);
            await site.Store.SaveEvaluationAsync(ReviewSheetTests.Machine(id), Token);
        }

        return site;
    }

    private static async Task<string> SendAsync(HttpClient client, string page, string form, params (string Name, string Value)[] fields)
    {
        var token = Antiforgery().Match(await client.GetStringAsync(page, Token)).Groups[1].Value;
        using var content = new FormUrlEncodedContent(fields.Concat([("_handler", form), ("__RequestVerificationToken", token)])
            .Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var response = await client.PostAsync(page, content, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Token));
        return await response.Content.ReadAsStringAsync(Token);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();
}
