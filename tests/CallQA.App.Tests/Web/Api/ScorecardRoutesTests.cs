using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CallQA.Scoring.Scorecards;
using CallQA.Scoring.Scorecards.Drafts;

namespace CallQA.App.Tests.Web.Api;

public sealed class ScorecardRoutesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scorecard_IsSavedComparedAndPutInForce()
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("one");
        var source = ScorecardHeading.With(StandardScorecards.Text("service-call"), "service-call", 2).Replace("weight: 15", "weight: 20", StringComparison.Ordinal);
        using var preview = await site.Client.PostAsJsonAsync("/api/v1/scorecards/preview", new { source, call = "one" }, Token);
        (await preview.Content.ReadAsStringAsync(Token)).ShouldContain("\"scorecard\":\"service-call@2\"");
        using var saved = await site.Client.PostAsJsonAsync("/api/v1/scorecards", new { source }, Token);
        saved.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var again = await site.Client.PostAsJsonAsync("/api/v1/scorecards", new { source }, Token);
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await site.Client.GetStringAsync("/api/v1/scorecards/service-call/2/source", Token)).ShouldBe(source);
        using var changes = JsonDocument.Parse(await site.Client.GetStringAsync("/api/v1/scorecards/service-call/2/changes?against=1", Token));
        changes.RootElement[0].GetProperty("part").GetString().ShouldBe("weight");
        using var force = await site.Client.PostAsync("/api/v1/scorecards/service-call/2/in-force", null, Token);
        force.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await site.Client.GetStringAsync("/api/v1/scorecard", Token)).ShouldContain("\"version\":2");
        (await site.Client.GetStringAsync("/api/v1/scorecards", Token)).ShouldContain("\"inForce\":true");
        using var missing = await site.Client.GetAsync("/api/v1/scorecards/service-call/9", Token);
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Problems_AreToldWithLineAndColumn()
    {
        await using var site = await TestSite.OpenAsync();
        using var refused = await site.Client.PostAsJsonAsync("/api/v1/scorecards", new { source = "id: x\nversion: none" }, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("line 2, column 10");
    }
}
