using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;
using Microsoft.AspNetCore.Routing;

namespace CallQA.App.Tests.Web;

/// <summary>Every route of the site as every role and as nobody.</summary>
public sealed partial class AuthorizationTests
{
    private const string Own = "own";
    private const string Foreign = "foreign";

    private static readonly Role[] All = Enum.GetValues<Role>();
    private static readonly Role[] Reviewing = [Role.Admin, Role.Reviewer];
    private static readonly Role[] Coaching = [Role.Admin, Role.Trainer];
    private static readonly Role[] Watching = [Role.Admin, Role.Reviewer, Role.Trainer, Role.Auditor];

    // Who may, by method and route. A route that is not here is one that nobody thought about: the test fails.
    private static readonly Dictionary<string, Role[]> Rights = new()
    {
        ["GET /"] = All,
        ["GET /search"] = All,
        ["GET /dashboard"] = Watching,
        ["GET /calls/{Id}"] = All,
        ["POST /calls/{Id}"] = [Role.Admin],
        ["GET /calls/{id}/audio"] = All,
        ["GET /calls/{id}/peaks"] = All,
        ["GET /calls/{id}/original/audio"] = [Role.Admin, Role.Auditor],
        ["GET /calls/{id}/original/transcript.{format}"] = [Role.Admin, Role.Auditor],
        ["GET /calls/{id}/transcript.{format}"] = All,
        ["PUT /calls/{id}/review"] = Reviewing,
        ["POST /calls/{id}/review"] = Reviewing,
        ["PUT /calls/{id}/turns/{turn:int}"] = Reviewing,
        ["POST /calls/{id}/comments"] = [Role.Admin, Role.Reviewer, Role.Trainer],
        ["GET /reports"] = Watching,
        ["GET /agreement"] = Watching,
        ["GET /fairness"] = Watching,
        ["GET /learning"] = Watching,
        ["GET /coaching/effect"] = Watching,
        ["GET /calibration"] = Watching,
        ["GET /calibration/{Id:long}"] = Watching,
        ["GET /disputes"] = Watching,
        ["GET /disputes.csv"] = Watching,
        ["GET /my"] = [Role.Agent],
        ["GET /my/coaching/{Id:long}"] = [Role.Agent],
        ["GET /coaching"] = Watching,
        ["GET /coaching.csv"] = Watching,
        ["GET /coaching/playbooks"] = Watching,
        ["GET /coaching/new"] = Coaching,
        ["GET /coaching/{Id:long}"] = Watching,
        ["GET /examples"] = Watching,
        ["GET /clips"] = Watching,
        ["GET /playlists"] = Watching,
        ["GET /playlists/{Id:long}"] = Watching,
        ["GET /playlists/{id:long}/playlist.{format}"] = Coaching,
        ["GET /clips/{id:long}/audio"] = Watching,
        ["GET /coaching/{id:long}/clips/{clip:long}/audio"] = All,
        ["POST /calls/{id}/clips"] = Coaching,
        ["GET /scorecards"] = Watching,
        ["GET /scorecards/{Id}/{Version:int}"] = Watching,
        ["GET /scorecards/{Id}/{Version:int}/edit"] = [Role.Admin],
        ["GET /reports/{*path:minlength(1)}"] = Watching,
        ["GET /quarantine"] = [Role.Admin, Role.Auditor],
        ["GET /audit"] = [Role.Admin, Role.Auditor],
        ["GET /review"] = Reviewing,
        ["GET /review/plans"] = [Role.Admin, Role.Auditor],
        ["GET /review/plans/{Id:long}"] = [Role.Admin, Role.Auditor],
        ["GET /users"] = [Role.Admin],
        ["GET /password"] = All,
        ["GET /jobs/{**path}"] = [Role.Admin],
        ["GET /metrics"] = [Role.Admin, Role.Auditor],
        ["GET /keys"] = [Role.Admin],
        ["GET /api/v1/openapi.json"] = All,
        ["GET /api/v1/calls"] = All,
        ["GET /api/v1/calls/{id}"] = All,
        ["GET /api/v1/calls/{id}/transcript"] = All,
        ["GET /api/v1/calls/{id}/audio"] = All,
        ["GET /api/v1/calls/{id}/peaks"] = All,
        ["GET /api/v1/calls/{id}/transcript.{format}"] = All,
        ["GET /api/v1/calls/{id}/original/audio"] = [Role.Admin, Role.Auditor],
        ["GET /api/v1/calls/{id}/original/transcript.{format}"] = [Role.Admin, Role.Auditor],
        ["GET /api/v1/scorecard"] = All,
        ["GET /api/v1/search"] = All,
        ["GET /api/v1/search.csv"] = All,
        ["GET /api/v1/searches/"] = All,
        ["PUT /api/v1/searches/{name}"] = All,
        ["DELETE /api/v1/searches/{search:long}"] = All,
        ["GET /api/v1/filters"] = Watching,
        ["GET /api/v1/dashboard"] = Watching,
        ["GET /api/v1/exports/evaluations.csv"] = Watching,
        ["GET /api/v1/exports/answers.csv"] = Watching,
        ["GET /api/v1/agreement"] = Watching,
        ["GET /api/v1/fairness"] = Watching,
        ["GET /api/v1/coaching/effect"] = Watching,
        ["GET /api/v1/learning"] = Watching,
        ["GET /api/v1/coaching.csv"] = Watching,
        ["GET /api/v1/disputes.csv"] = Watching,
        ["GET /api/v1/disputes"] = Watching,
        ["GET /api/v1/disputes/report"] = Watching,
        ["GET /api/v1/evaluations"] = [Role.Agent],
        ["POST /api/v1/calls/{id}/acknowledgement"] = [Role.Agent],
        ["POST /api/v1/calls/{id}/dispute"] = [Role.Agent],
        ["POST /api/v1/calls/{id}/decision"] = Reviewing,
        ["POST /api/v1/calls/{id}/roll-back"] = [Role.Admin],
        ["GET /api/v1/calibration/"] = Watching,
        ["GET /api/v1/calibration/{session:long}"] = Watching,
        ["POST /api/v1/calibration/"] = [Role.Admin, Role.Trainer],
        ["POST /api/v1/calibration/{session:long}/close"] = [Role.Admin, Role.Trainer],
        ["POST /api/v1/calibration/{session:long}/calls/{call}/consensus"] = [Role.Admin, Role.Trainer],
        ["GET /api/v1/reports/"] = Watching,
        ["POST /api/v1/reports/"] = Coaching,
        ["GET /api/v1/reports/{*path:minlength(1)}"] = Watching,
        ["GET /api/v1/quarantine/"] = [Role.Admin, Role.Auditor],
        ["GET /api/v1/scorecards/"] = Watching,
        ["GET /api/v1/scorecards/{scorecard}/{version:int}"] = Watching,
        ["GET /api/v1/scorecards/{scorecard}/{version:int}/source"] = Watching,
        ["GET /api/v1/scorecards/{scorecard}/{version:int}/changes"] = Watching,
        ["POST /api/v1/scorecards/preview"] = [Role.Admin],
        ["POST /api/v1/scorecards/"] = [Role.Admin],
        ["POST /api/v1/scorecards/{scorecard}/{version:int}/in-force"] = [Role.Admin],
        ["GET /api/v1/calls/{id}/review"] = Reviewing,
        ["PUT /api/v1/calls/{id}/review"] = Reviewing,
        ["POST /api/v1/calls/{id}/review"] = Reviewing,
        ["PUT /api/v1/calls/{id}/turns/{turn:int}"] = Reviewing,
        ["POST /api/v1/calls/{id}/comments"] = [Role.Admin, Role.Reviewer, Role.Trainer],
        ["GET /api/v1/queue/"] = Reviewing,
        ["GET /api/v1/queue/plans"] = [Role.Admin, Role.Reviewer, Role.Auditor],
        ["GET /api/v1/queue/plans/{plan:long}"] = [Role.Admin, Role.Auditor],
        ["POST /api/v1/queue/assign"] = Reviewing,
        ["POST /api/v1/queue/replace"] = Reviewing,
        ["POST /api/v1/queue/distribute"] = [Role.Admin],
        ["POST /api/v1/queue/plans"] = [Role.Admin],
        ["GET /api/v1/queue/recurring-plans"] = [Role.Admin, Role.Reviewer, Role.Auditor],
        ["POST /api/v1/queue/recurring-plans"] = [Role.Admin],
        ["POST /api/v1/queue/recurring-plans/{plan:long}/stop"] = [Role.Admin],
        ["GET /api/v1/coaching/"] = All,
        ["GET /api/v1/coaching/playbooks"] = All,
        ["GET /api/v1/coaching/plans"] = All,
        ["GET /api/v1/coaching/{id:long}"] = All,
        ["GET /api/v1/coaching/{id:long}/progress"] = All,
        ["GET /api/v1/coaching/{id:long}/clips"] = All,
        ["GET /api/v1/coaching/{id:long}/clips/{clip:long}/audio"] = All,
        ["POST /api/v1/coaching/"] = Coaching,
        ["POST /api/v1/coaching/{id:long}/hold"] = Coaching,
        ["PUT /api/v1/coaching/{id:long}/held"] = Coaching,
        ["POST /api/v1/coaching/{id:long}/move"] = Coaching,
        ["PUT /api/v1/coaching/{id:long}/follow-up"] = Coaching,
        ["POST /api/v1/coaching/{id:long}/close"] = Coaching,
        ["POST /api/v1/coaching/{id:long}/cancel"] = Coaching,
        ["POST /api/v1/coaching/{id:long}/notes"] = Coaching,
        ["POST /api/v1/coaching/{id:long}/actions"] = Coaching,
        ["PUT /api/v1/coaching/{id:long}/actions/{action:long}"] = Coaching,
        ["POST /api/v1/coaching/{id:long}/moments"] = Coaching,
        ["DELETE /api/v1/coaching/{id:long}/moments/{moment:long}"] = Coaching,
        ["POST /api/v1/coaching/{id:long}/clips"] = Coaching,
        ["DELETE /api/v1/coaching/{id:long}/clips/{clip:long}"] = Coaching,
        ["POST /api/v1/coaching/{id:long}/playlists"] = Coaching,
        ["DELETE /api/v1/coaching/{id:long}/playlists/{playlist:long}"] = Coaching,
        ["PUT /api/v1/coaching/{id:long}/coach"] = Coaching,
        ["POST /api/v1/coaching/{id:long}/acknowledge"] = [Role.Agent],
        ["POST /api/v1/coaching/{id:long}/comments"] = [Role.Agent],
        ["GET /api/v1/examples/"] = Watching,
        ["GET /api/v1/examples/topics"] = Watching,
        ["PUT /api/v1/examples/verdict"] = Coaching,
        ["GET /api/v1/clips/"] = Watching,
        ["GET /api/v1/clips/{id:long}"] = Watching,
        ["GET /api/v1/clips/{id:long}/words"] = Watching,
        ["GET /api/v1/clips/{id:long}/audio"] = Watching,
        ["POST /api/v1/clips/"] = Coaching,
        ["DELETE /api/v1/clips/{id:long}"] = Coaching,
        ["GET /api/v1/playlists/"] = Watching,
        ["GET /api/v1/playlists/{id:long}"] = Watching,
        ["GET /api/v1/playlists/{id:long}/playlist.{format}"] = Coaching,
        ["POST /api/v1/playlists/"] = Coaching,
        ["PUT /api/v1/playlists/{id:long}/"] = Coaching,
        ["DELETE /api/v1/playlists/{id:long}/"] = Coaching,
        ["POST /api/v1/playlists/{id:long}/clips"] = Coaching,
        ["PUT /api/v1/playlists/{id:long}/clips/{clip:long}"] = Coaching,
        ["DELETE /api/v1/playlists/{id:long}/clips/{clip:long}"] = Coaching,
        ["GET /api/v1/playlists/{id:long}/shares"] = Coaching,
        ["POST /api/v1/playlists/{id:long}/shares"] = Coaching,
        ["DELETE /api/v1/playlists/{id:long}/shares/{share:long}"] = Coaching,
        ["GET /api/v1/users"] = [Role.Admin],
        ["POST /api/v1/users"] = [Role.Admin],
        ["POST /api/v1/users/{name}/reset"] = [Role.Admin],
        ["POST /api/v1/users/{name}/disable"] = [Role.Admin],
        ["PUT /api/v1/password"] = All,
        ["GET /api/v1/keys"] = [Role.Admin],
        ["POST /api/v1/keys"] = [Role.Admin],
        ["DELETE /api/v1/keys/{key}"] = [Role.Admin],
        ["GET /api/v1/audit"] = [Role.Admin, Role.Auditor],
        ["GET /api/v1/status"] = [Role.Admin],
        ["GET /api/v1/nights"] = [Role.Admin],
        ["POST /api/v1/nights"] = [Role.Admin],
        ["GET /api/v1/jobs"] = [Role.Admin],
        ["GET /api/v1/doctor"] = [Role.Admin],
        ["GET /api/v1/retention"] = [Role.Admin],
        ["POST /api/v1/retention"] = [Role.Admin],
        ["GET /api/v1/store/verify"] = [Role.Admin],
        ["DELETE /api/v1/store/orphans"] = [Role.Admin],
        ["POST /api/v1/calls/retry"] = [Role.Admin],
        ["POST /api/v1/calls/rescore"] = [Role.Admin],
        ["POST /api/v1/calls/{id}/retry"] = [Role.Admin],
        ["POST /api/v1/calls/{id}/cancel"] = [Role.Admin],
        ["POST /api/v1/calls/{id}/priority"] = [Role.Admin],
        ["POST /api/v1/calls/{id}/transcribe"] = [Role.Admin],
        ["PUT /api/v1/calls/{id}/hold"] = [Role.Admin],
        ["DELETE /api/v1/calls/{id}/hold"] = [Role.Admin],
        ["PUT /api/v1/calls/{id}/training"] = [Role.Admin],
        ["GET /api/v1/webhooks"] = [Role.Admin],
        ["POST /api/v1/webhooks/{id}/replay"] = [Role.Admin],
        ["DELETE /api/v1/calls/{id}"] = [Role.Admin],
    };

    private static readonly string[] Open = ["/sign-in", "/sign-out", "/shared/", "/not-found", "/error", "/health/", "/assets/", "/_framework/opaque-redirect"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryRoute_IsForThoseWhoMay_AndNobodyElse()
    {
        await using var site = await SiteAsync();
        var routes = RoutesOf(site);
        routes.Except(Rights.Keys).ShouldBeEmpty("every route needs its roles here");
        Rights.Keys.Except(routes).ShouldBeEmpty("these are routes no more");
        using var nobody = site.Nobody();
        foreach (var route in routes) (await StatusAsync(nobody, route, Own)).ShouldBe(HttpStatusCode.Unauthorized, route);
        foreach (var role in All)
        {
            using var client = await site.SignInAsync(role);
            foreach (var route in routes)
            {
                var status = await StatusAsync(client, route, "missing");
                if (Rights[route].Contains(role) || route == "POST /calls/{Id}") status.ShouldNotBe(HttpStatusCode.Forbidden, $"{role}: {route}");
                else status.ShouldBe(HttpStatusCode.Forbidden, $"{role}: {route}");
                status.ShouldNotBe(HttpStatusCode.Unauthorized, $"{role}: {route}");
            }
        }
    }

    [Fact]
    public async Task EveryRouteOfTheApi_IsForTheKeysOfThoseWhoMay_AndNobodyElses()
    {
        await using var site = await SiteAsync();
        var routes = RoutesOf(site).Where(route => route.Contains(" /api/v1/", StringComparison.Ordinal)).ToList();
        foreach (var role in All)
        {
            using var program = await Api.ApiKeysTests.ProgramAsync(site, role, [.. ApiScope.All]);
            using var unscoped = await Api.ApiKeysTests.ProgramAsync(site, role, ApiScope.Listen);
            foreach (var route in routes)
            {
                var status = await StatusAsync(program, route, "missing");
                if (Rights[route].Contains(role)) status.ShouldNotBe(HttpStatusCode.Forbidden, $"{role}: {route}");
                else status.ShouldBe(HttpStatusCode.Forbidden, $"{role}: {route}");
                if (!route.EndsWith("openapi.json", StringComparison.Ordinal) && (!route.EndsWith("/audio", StringComparison.Ordinal) || route.EndsWith("/original/audio", StringComparison.Ordinal)) && !route.EndsWith("/peaks", StringComparison.Ordinal) && !route.EndsWith("/playlist.{format}", StringComparison.Ordinal))
                    (await StatusAsync(unscoped, route, "missing")).ShouldBe(HttpStatusCode.Forbidden, $"{role} without the scope: {route}");
            }
        }
    }

    [Theory]
    [InlineData("GET /calls/{Id}")]
    [InlineData("GET /calls/{id}/audio")]
    [InlineData("GET /calls/{id}/peaks")]
    [InlineData("GET /calls/{id}/transcript.{format}")]
    public async Task Agents_SeeOwnCallsOnly_AsIfThereWereNoOthers(string route)
    {
        await using var site = await SiteAsync();
        using var agent = await site.SignInAsync(Role.Agent);
        (await StatusAsync(agent, route, Own)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(agent, route, Foreign)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(agent, route, "missing")).ShouldBe(HttpStatusCode.NotFound);
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        (await StatusAsync(reviewer, route, Foreign)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task EveryRouteOfACall_IsToAnotherAgent_AsIfThereWereNoSuchCall()
    {
        await using var site = await SiteAsync();
        using var agent = await site.SignInAsync(Role.Agent);
        using var program = await Api.ApiKeysTests.ProgramAsync(site, Role.Agent, [.. ApiScope.All]);
        var routes = RoutesOf(site).Where(route => route.Contains("/calls/{id}", StringComparison.OrdinalIgnoreCase) && route != "POST /calls/{Id}").ToList();
        routes.Count.ShouldBeGreaterThan(20);
        foreach (var route in routes)
        {
            // A body that lacks something is refused before anybody looks for the call, whether there is one or not.
            var expected = !Rights[route].Contains(Role.Agent) ? HttpStatusCode.Forbidden : route.EndsWith("/dispute", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound;
            foreach (var call in new[] { Foreign, "missing" })
            {
                (await StatusAsync(agent, route, call)).ShouldBe(expected, $"session: {route}");
                if (route.Contains(" /api/v1/", StringComparison.Ordinal)) (await StatusAsync(program, route, call)).ShouldBe(expected, $"key: {route}");
            }
        }
    }

    [Fact]
    public async Task Agents_AreShownNeitherOthersCallsNorWhatTheMachineSays()
    {
        await using var site = await SiteAsync();
        using var agent = await site.SignInAsync(Role.Agent);
        var list = await agent.GetStringAsync("/", Token);
        list.ShouldContain("/calls/own\"");
        list.ShouldNotContain(Foreign);
        list.ShouldNotContain(">83<");
        (await agent.GetStringAsync("/calls/own", Token)).ShouldNotContain("Freundliche Begr");
    }

    [Fact]
    public async Task TryAgain_IsForAdmins()
    {
        await using var site = await SiteAsync();
        await site.Store.AddAsync(Some.Call("aside", Some.Metadata()), Token);
        await site.Get<App.Storage.CallQuarantine>().SetAsideAsync("aside", new(App.Storage.SetAsideCause.Audio, "It hums."), Token);
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        (await reviewer.GetStringAsync("/calls/aside", Token)).ShouldNotContain("_handler");
        (await site.Client.GetStringAsync("/calls/aside", Token)).ShouldContain("_handler");
    }

    [Fact]
    public async Task Api_IsForThisMachinesPrograms_ButNotForBrowsersAndProxiesWithoutASession()
    {
        await using var site = await SiteAsync();
        using var program = site.Connect();
        (await StatusAsync(program, "GET /api/v1/status", Own)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(program, "GET /api/v1/quarantine/", Own)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(program, "GET /metrics", Own)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(program, "GET /calls/{id}/audio", Own)).ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var header in new[] { "Forwarded", "X-Forwarded-For", "X-Real-IP", "Via", "Origin" })
        {
            using var proxy = site.Connect();
            proxy.DefaultRequestHeaders.Add(header, "1.1 proxy");
            (await StatusAsync(proxy, "GET /api/v1/status", Own)).ShouldBe(HttpStatusCode.Unauthorized, header);
        }
    }

    private static async Task<TestSite> SiteAsync()
    {
        var site = await TestSite.OpenAsync();
        using var folder = new TemporaryFolder();
        foreach (var (id, agent, number) in new[] { (Own, "a-7", 1), (Foreign, "a-8", 2) })
        {
            var path = TestRecording.Write(folder.Of(id + ".wav"), number);
            await site.Get<CallPipeline>().TakeInAsync(new IncomingRecording(path, new CallMetadata { CallId = id, AgentId = agent }), Token);
            await site.AddResultsAsync(id);
        }

        return site;
    }

    // Pages answer any method: what they do with a form is its own entry above.
    private static List<string> RoutesOf(TestSite site) =>
    [
        .. site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => MethodsOf(endpoint).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"))
            .Where(route => !Open.Any(open => route.Contains(' ' + open, StringComparison.Ordinal)))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint)
    {
        var route = endpoint.RoutePattern.RawText!;
        if (endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null)
            return route is "/calls/{Id}" ? ["GET", "POST"] : ["GET"];
        return endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"];
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string route, string call)
    {
        var (method, path) = (route[..route.IndexOf(' ', StringComparison.Ordinal)], route[(route.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        path = path.Replace("{format}", "txt", StringComparison.Ordinal).Replace("{turn:int}", "0", StringComparison.Ordinal).Replace("{Version:int}", "1", StringComparison.OrdinalIgnoreCase)
            .Replace("{**path}", "", StringComparison.Ordinal).Replace("{*path:minlength(1)}", "index.html", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), Identifier().Replace(Number().Replace(path, "1"), call));
        if (method is "POST" or "PUT") request.Content = new StringContent("{}", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await client.SendAsync(request, Token);
        return response.StatusCode;
    }

    [GeneratedRegex(@"\{[Ii]d\}")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\{\w+:long\}")]
    private static partial Regex Number();
}
