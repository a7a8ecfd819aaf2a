using System.Net;
using System.Net.Http.Headers;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Telemetry;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.App.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Web;

/// <summary>What a worker answers.</summary>
public sealed class WorkerProbesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeEngines engines = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Worker_AnswersHealthAndMetrics_AndNothingElse()
    {
        await using var worker = await StartAsync("http://127.0.0.1:0");
        worker.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText)
            .ShouldBe(["/health/live", "/health/ready", "/metrics"], ignoreOrder: true);
        using var program = Program(worker);
        foreach (var address in new[] { "/health/live", "/health/ready" }) (await program.GetStringAsync(address, Token)).ShouldBe("Healthy", address);
        await using (var other = new StageFailures(worker.Services.GetRequiredService<CallQADbContextFactory>(), TimeProvider.System)) other.Add("score", "failed");
        var metrics = await program.GetStringAsync("/metrics", Token);
        metrics.ShouldContain("callqa_calls_at_work 0");
        metrics.ShouldContain("callqa_stage_failures_total{stage=\"score\",reason=\"failed\"} 1\n", Case.Sensitive, "of another process");
        foreach (var address in new[] { "/", "/sign-in", "/calls/x", "/api/v1/status", "/jobs", "/reports", "/assets/callqa.css" })
            (await StatusAsync(program, address)).ShouldBe(HttpStatusCode.NotFound, address);
        await StopAsync(worker);
    }

    [Fact]
    public async Task Metrics_AreForKeysWithTheirScope_WhereverTheyComeFrom()
    {
        await using var worker = await StartAsync("http://127.0.0.1:0");
        await worker.Services.GetRequiredService<Accounts>().AddAsync("watch", Role.Auditor, null, Token);
        await worker.Services.GetRequiredService<Accounts>().AddAsync("rita", Role.Reviewer, null, Token);
        using var elsewhere = Program(worker);
        // As it comes through a proxy: not this machine's own any more.
        elsewhere.DefaultRequestHeaders.Add("Via", "1.1 proxy");

        (await StatusAsync(elsewhere, "/metrics")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(elsewhere, "/health/ready")).ShouldBe(HttpStatusCode.OK);
        (await WithKeyAsync("watch", ApiScope.Metrics)).ShouldBe(HttpStatusCode.OK);
        (await WithKeyAsync("watch", ApiScope.Read)).ShouldBe(HttpStatusCode.Forbidden, "another scope");
        (await WithKeyAsync("rita", ApiScope.Metrics)).ShouldBe(HttpStatusCode.Forbidden, "another role");
        await StopAsync(worker);

        async Task<HttpStatusCode> WithKeyAsync(string account, string scope)
        {
            var key = await worker.Services.GetRequiredService<ApiKeys>().AddAsync(account, $"{account} {scope}", [scope], 1, "test", Token);
            elsewhere.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            return await StatusAsync(elsewhere, "/metrics");
        }
    }

    [Fact]
    public async Task Worker_ListensNowhere_UnlessItIsTold()
    {
        await using var worker = await StartAsync(urls: null);
        worker.Services.GetRequiredService<IServer>().ShouldBeOfType<NoServer>().Features.Get<IServerAddressesFeature>().ShouldBeNull();
        await StopAsync(worker);
    }

    public void Dispose() => folder.Dispose();

    private async Task<WebApplication> StartAsync(string? urls)
    {
        var settings = new CallQASettings { DataDirectory = folder.Of("data"), WorkerUrls = urls, Queues = "maintenance" };
        var worker = WebHost.Build(settings, engines.Engines, HostRole.Worker);
        await worker.Services.GetRequiredService<DatabaseSetup>().MigrateAsync(Token);
        await worker.StartAsync(Token);
        return worker;
    }

    private static async Task StopAsync(WebApplication worker)
    {
        // Hangfire logs through the host that started last, for the whole process; other tests outlive this one.
        Hangfire.Logging.LogProvider.SetCurrentLogProvider(null);
        await worker.StopAsync(CancellationToken.None);
    }

    private static HttpClient Program(WebApplication worker) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(worker.Urls.Single()), Timeout = Timeout.InfiniteTimeSpan };

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(address, Token);
        return response.StatusCode;
    }
}
