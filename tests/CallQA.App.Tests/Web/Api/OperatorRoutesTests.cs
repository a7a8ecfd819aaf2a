using System.Net;
using System.Net.Http.Json;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;

namespace CallQA.App.Tests.Web.Api;

public sealed class OperatorRoutesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Api_DoesWhatOperatorsAsk()
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("scored", new CallMetadata { AgentId = "a-7" });
        await site.Store.AddAsync(Some.Call("aside"), Token);
        await site.Get<CallQuarantine>().SetAsideAsync("aside", new(SetAsideCause.Model, "No model."), Token);
        (await site.PageAsync("/api/v1/status")).ShouldContain("\"setAside\":{\"model\":1}");
        (await site.PageAsync("/api/v1/calls?agent=a-7")).ShouldContain("\"id\":\"scored\"");
        (await PostAsync(site, "/api/v1/calls/retry", new { reason = "Model" })).ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(site, "/api/v1/calls/aside/retry", new { })).ShouldBe(HttpStatusCode.NotFound, "it goes on already");
        (await PostAsync(site, "/api/v1/calls/aside/priority", new { priority = 3 })).ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(site, "/api/v1/calls/aside/cancel", new { })).ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(site, "/api/v1/calls/rescore", new { since = "2020-01-01T00:00:00Z" })).ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(site, "/api/v1/calls/scored/transcribe", new { model = "callqa-demo-en" })).ShouldBe(HttpStatusCode.Accepted);
        (await site.Store.FindAsync("scored", Token))!.Stage.ShouldBe(CallStage.TakenIn);
    }

    [Fact]
    public async Task Api_ErasesACall_UnlessItIsHeld()
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("scored");
        using var held = await site.Client.PutAsJsonAsync("/api/v1/calls/scored/hold", new { because = "claim" }, Token);
        held.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await DeleteAsync(site, "/api/v1/calls/scored")).ShouldBe(HttpStatusCode.Conflict);
        (await DeleteAsync(site, "/api/v1/calls/scored/hold")).ShouldBe(HttpStatusCode.Accepted);
        (await DeleteAsync(site, "/api/v1/calls/scored")).ShouldBe(HttpStatusCode.Accepted);
        (await DeleteAsync(site, "/api/v1/calls/scored")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Api_RefusesWhatAPageOfAnotherSiteSends()
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("scored");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/calls/scored/cancel");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var response = await site.Client.SendAsync(request, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Metrics_TellTheStateOfTheStore()
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("scored");
        var lines = (await site.PageAsync("/metrics")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldContain("callqa_calls{state=\"scored\"} 1");
        lines.ShouldContain("callqa_oldest_waiting_seconds 0");
        lines.ShouldContain("callqa_stage_failures_total{stage=\"score\",reason=\"failed\"} 0");
        lines.Where(line => !line.StartsWith('#'))
            .ShouldAllBe(line => System.Text.RegularExpressions.Regex.IsMatch(line, "^[a-z_]+({[a-z]+=\"[a-zA-Z]+\"(,[a-z]+=\"[a-zA-Z]+\")*})? [-0-9.E+]+$"));
    }

    private static async Task<HttpStatusCode> PostAsync(TestSite site, string address, object body)
    {
        using var response = await site.Client.PostAsJsonAsync(address, body, Token);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> DeleteAsync(TestSite site, string address)
    {
        using var response = await site.Client.DeleteAsync(new Uri(address, UriKind.Relative), Token);
        return response.StatusCode;
    }
}
