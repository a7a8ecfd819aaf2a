using System.Net;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.App.Web;
using CallQA.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Web;

/// <summary>The pages on a free port of this machine, over a data directory of their own, without a worker.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;

    private TestSite()
    {
        Settings = new CallQASettings { DataDirectory = folder.Of("data"), Urls = "http://127.0.0.1:0", TimeZone = "Europe/Berlin" };
        app = WebHost.Build(Settings, Engines.Engines, HostRole.Web);
    }

    public CallQASettings Settings { get; }

    public FakeEngines Engines { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    public EfCallStore Store => Get<EfCallStore>();

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<TestSite> OpenAsync()
    {
        var site = new TestSite();
        await site.Get<DatabaseSetup>().MigrateAsync(TestContext.Current.CancellationToken);
        await site.app.StartAsync(TestContext.Current.CancellationToken);
        var address = site.Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        site.Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        return site;
    }

    public async Task<string> PageAsync(string address, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task AddScoredAsync(string id, CallMetadata? metadata = null)
    {
        var token = TestContext.Current.CancellationToken;
        await Store.AddAsync(Some.Call(id, metadata), token);
        await Store.SaveTranscriptAsync(id, Some.Transcript(id, text: "Guten <b>Tag</b>"), token);
        await Store.SaveMetricsAsync(id, Some.Metrics(), token);
        await Store.SaveEvaluationAsync(Some.Evaluation(id), token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        // Hangfire logs through the host that started last, for the whole process; other tests outlive this one.
        Hangfire.Logging.LogProvider.SetCurrentLogProvider(null);
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
