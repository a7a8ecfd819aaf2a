using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Jobs;
using CallQA.App.Tests.Storage;
using Hangfire;

namespace CallQA.App.Tests.Web.Api;

public sealed class ReportRoutesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Order_HasTheReportsWritten_Once_HoweverOftenItIsSentUnderOneKey()
    {
        await using var site = await SiteAsync();
        using var trainer = await ApiKeysTests.ProgramAsync(site, Role.Trainer, ApiScope.WriteCoaching);
        foreach (var _ in new[] { 1, 2 })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/reports") { Content = JsonContent.Create(new { period = "2026-03-02..2026-03-08" }) };
            request.Headers.Add("Idempotency-Key", "week-10");
            using var answer = await trainer.SendAsync(request, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            var ordered = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
            (ordered.GetProperty("period").GetString(), ordered.GetProperty("path").GetString()).ShouldBe(("2026-W10", "/api/v1/reports/2026-W10/team.json"));
        }

        site.Get<JobStorage>().GetMonitoringApi().EnqueuedCount(Queues.Reports).ShouldBe(1);
        await site.Get<ReportJobs>().WriteAsync("2026-W10", Token);
        (await site.Client.GetStringAsync("/api/v1/reports/2026-W10/team.json", Token)).ShouldContain("\"name\": \"2026-W10\"");
        (await site.PageAsync("/reports/2026-W10/team.html")).ShouldContain("href=\"/calls/one\"");
        (await site.Client.GetStringAsync("/api/v1/reports/2026-W10/team.html", Token)).ShouldNotContain("/calls/");
    }

    [Theory]
    [InlineData("2026-13", "'2026-13' is no period;")]
    [InlineData("1999-12", "No call began from 1999-12-01 to 1999-12-31;")]
    [InlineData("2020-01-01..2026-12-31", "has 2557 days;")]
    public async Task Order_IsRefusedInASentence_OfNoPeriodOrOneWithoutCalls(string period, string sentence)
    {
        await using var site = await SiteAsync();

        using var refused = await site.Client.PostAsJsonAsync("/api/v1/reports", new { period }, Token);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("message").GetString()!.ShouldContain(sentence);
        site.Get<JobStorage>().GetMonitoringApi().EnqueuedCount(Queues.Reports).ShouldBe(0);
    }

    private static async Task<TestSite> SiteAsync()
    {
        var site = await TestSite.OpenAsync();
        await site.Store.AddAsync(Some.Call("one", Some.Metadata()), Token);
        return site;
    }
}
