using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.Recordings;

namespace CallQA.App.Tests.Web.Api;

/// <summary>Programs with keys.</summary>
public sealed class ApiKeysTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_OpensWhatItsScopesName_AndNothingElse()
    {
        await using var site = await SiteAsync();
        using var program = await ProgramAsync(site, Role.Reviewer, ApiScope.Read);
        using var call = JsonDocument.Parse(await program.GetStringAsync("/api/v1/calls/one", Token));
        call.RootElement.GetProperty("evaluation").GetProperty("overall").GetDouble().ShouldBeGreaterThan(0);
        call.RootElement.GetProperty("call").GetProperty("duration").ValueKind.ShouldBe(JsonValueKind.Number);
        (await program.GetStringAsync("/api/v1/calls/one/transcript", Token)).ShouldContain("Guten <b>Tag</b>");
        (await StatusAsync(program, HttpMethod.Get, "/api/v1/calls/one/audio")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(program, HttpMethod.Post, "/api/v1/calls/one/comments")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(program, HttpMethod.Get, "/api/v1/status")).ShouldBe(HttpStatusCode.Forbidden, "reviewers do not operate");
        (await StatusAsync(program, HttpMethod.Get, "/")).ShouldBe(HttpStatusCode.Unauthorized, "keys are not for pages");
    }

    [Fact]
    public async Task Key_IsItsAccount_WithItsRoleAndName()
    {
        await using var site = await SiteAsync();
        using var agent = await ProgramAsync(site, Role.Agent, [.. ApiScope.All]);
        (await agent.GetStringAsync("/api/v1/calls", Token)).ShouldContain("\"id\":\"one\"");
        (await agent.GetStringAsync("/api/v1/calls", Token)).ShouldNotContain("\"id\":\"two\"");
        (await agent.GetStringAsync("/api/v1/calls/one", Token)).ShouldNotContain("evaluation");
        (await StatusAsync(agent, HttpMethod.Get, "/api/v1/calls/two")).ShouldBe(HttpStatusCode.NotFound);
        using var reviewer = await ProgramAsync(site, Role.Reviewer, ApiScope.Review);
        using var answer = await reviewer.PostAsJsonAsync("/api/v1/calls/one/comments", new { moment = 0.5, text = "Well said." }, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("\"by\":\"reviewer\"");
    }

    [Fact]
    public async Task Key_OpensNothing_WhenItWasTakenBack_OrItsAccountIsDisabled_OrItIsMadeUp()
    {
        await using var site = await SiteAsync();
        using var program = await ProgramAsync(site, Role.Reviewer, ApiScope.Read);
        (await StatusAsync(program, HttpMethod.Get, "/api/v1/calls")).ShouldBe(HttpStatusCode.OK);
        await site.Get<Accounts>().DisableAsync("reviewer", Token);
        (await StatusAsync(program, HttpMethod.Get, "/api/v1/calls")).ShouldBe(HttpStatusCode.Unauthorized);
        using var other = await ProgramAsync(site, Role.Auditor, ApiScope.Read);
        var keys = await site.Get<ApiKeys>().ListAsync(Token);
        var key = keys.Single(one => one.Account == "auditor");
        (await StatusAsync(site.Client, HttpMethod.Delete, $"/api/v1/keys/{key.Id}")).ShouldBe(HttpStatusCode.Accepted);
        (await StatusAsync(site.Client, HttpMethod.Delete, $"/api/v1/keys/{key.Id}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(other, HttpMethod.Get, "/api/v1/calls")).ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var wrong in new[] { "x", "callqa_", $"callqa_{key.Id}_wrong", "callqa_none_secret" })
        {
            using var stranger = Bearing(site, wrong);
            (await StatusAsync(stranger, HttpMethod.Get, "/api/v1/calls")).ShouldBe(HttpStatusCode.Unauthorized, wrong);
        }
    }

    [Fact]
    public async Task Key_Ends()
    {
        await using var site = await SiteAsync();
        await site.SignInAsync(Role.Reviewer);
        var clock = new LaterClock();
        var keys = new ApiKeys(site.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<App.Storage.CallQADbContext>>(), clock);
        var key = await keys.AddAsync("reviewer", "short", [ApiScope.Read], 1, "test", Token);
        (await keys.FindAsync(key, Token)).ShouldNotBeNull();
        clock.Days = 1;
        (await keys.FindAsync(key, Token)).ShouldBeNull();
    }

    [Theory]
    [InlineData("nobody", "x", "calls:read", 1, "There is no account 'nobody'")]
    [InlineData("admin", " ", "calls:read", 1, "has 0 letters")]
    [InlineData("admin", "x", "everything", 1, "There is no scope 'everything'")]
    [InlineData("admin", "x", "calls:read", 731, "cannot last 731 days")]
    public async Task AddingAKey_IsRefusedInASentence(string account, string name, string scope, int days, string sentence)
    {
        await using var site = await SiteAsync();
        using var answer = await site.Client.PostAsJsonAsync("/api/v1/keys", new { account, name, scopes = new[] { scope }, days }, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain(sentence);
    }

    [Fact]
    public async Task Requests_AreRefusedInASentence_WhenTheyAreNotWhatIsExpected()
    {
        await using var site = await SiteAsync();
        using var missing = await site.Client.PostAsJsonAsync("/api/v1/keys", new { account = "admin" }, Token);
        missing.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await missing.Content.ReadAsStringAsync(Token)).ShouldContain("not the JSON that is expected here");
        using var wrong = await site.Client.GetAsync(new Uri("/api/v1/queue?show=nothing", UriKind.Relative), Token);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync(Token)).ShouldContain("show");
    }

    [Fact]
    public async Task Refusals_AreSentencesForPrograms_AndNotPages()
    {
        await using var site = await SiteAsync();
        using var nobody = site.Nobody();
        (await RefusalAsync(nobody, "/api/v1/users", HttpStatusCode.Unauthorized)).ShouldContain("callqa keys add");
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        (await RefusalAsync(reviewer, "/api/v1/users", HttpStatusCode.Forbidden)).ShouldContain("role");
        (await RefusalAsync(site.Client, "/api/v1/nothing-here", HttpStatusCode.NotFound)).ShouldContain("/api/v1/openapi.json");
    }

    private static async Task<string> RefusalAsync(HttpClient client, string address, HttpStatusCode status)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), Token);
        answer.StatusCode.ShouldBe(status, address);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));
        return json.RootElement.GetProperty("message").GetString()!;
    }

    [Fact]
    public async Task Description_NamesEveryRouteWithItsScope()
    {
        await using var site = await SiteAsync();
        using var description = JsonDocument.Parse(await site.Client.GetStringAsync("/api/v1/openapi.json", Token));
        var paths = description.RootElement.GetProperty("paths");
        foreach (var path in paths.EnumerateObject())
        {
            path.Name.ShouldStartWith("/api/v1/");
            foreach (var operation in path.Value.EnumerateObject().Where(one => one.Name is "get" or "put" or "post" or "delete"))
            {
                operation.Value.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty(path.Name);
                operation.Value.GetProperty("description").GetString().ShouldNotBeNull().ShouldStartWith("Scope: ", customMessage: path.Name);
            }
        }

        paths.GetProperty("/api/v1/calls/{id}/review").GetProperty("post").GetProperty("requestBody").ValueKind.ShouldBe(JsonValueKind.Object);
        description.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("CallComment").GetProperty("properties")
            .GetProperty("moment").GetProperty("type").GetString().ShouldBe("number");
    }

    internal static async Task<HttpClient> ProgramAsync(TestSite site, Role role, params string[] scopes)
    {
        using (await site.SignInAsync(role))
        {
            return Bearing(site, await site.Get<ApiKeys>().AddAsync(role.ToString().ToLowerInvariant(), "test", scopes, 30, "test", Token));
        }
    }

    private static HttpClient Bearing(TestSite site, string key)
    {
        var client = site.Connect();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static async Task<TestSite> SiteAsync()
    {
        var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("one", new CallMetadata { AgentId = "a-7" });
        await site.AddScoredAsync("two", new CallMetadata { AgentId = "a-8" });
        return site;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, address);
        if (method == HttpMethod.Post) request.Content = JsonContent.Create(new { });
        using var response = await client.SendAsync(request, Token);
        return response.StatusCode;
    }

    private sealed class LaterClock : TimeProvider
    {
        public int Days { get; set; }

        public override DateTimeOffset GetUtcNow() => TestSite.Clock.GetUtcNow().AddDays(Days);
    }
}
