using System.Net;
using CallQA.App.Identity;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.App.Web;
using CallQA.Recordings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Cookie = System.Net.Cookie;

namespace CallQA.App.Tests.Web;

/// <summary>The pages on a free port of this machine, over a data directory of their own, without a worker.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;

    private TestSite(Func<CallQASettings, CallQASettings> change)
    {
        Settings = change(new CallQASettings { DataDirectory = folder.Of("data"), Urls = "http://127.0.0.1:0", TimeZone = "Europe/Berlin" });
        app = WebHost.Build(Settings, Engines.Engines, HostRole.Web, Clock);
        // Busy machines are slow, not wrong.
        var limits = Get<IOptions<KestrelServerOptions>>().Value.Limits;
        (limits.MinRequestBodyDataRate, limits.MinResponseDataRate) = (null, null);
    }

    public static TimeProvider Clock => MorningClock.Instance;

    public CallQASettings Settings { get; }

    public FakeEngines Engines { get; } = new();

    /// <summary>An admin.</summary>
    public HttpClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>Windows that show it; they are closed with it.</summary>
    public List<IBrowserContext> Shown { get; } = [];

    public EfCallStore Store => Get<EfCallStore>();

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <param name="change">What is to be set otherwise.</param>
    public static async Task<TestSite> OpenAsync(Func<CallQASettings, CallQASettings>? change = null)
    {
        var site = new TestSite(change ?? (settings => settings));
        await SqliteTemplate.PlaceAsync(site.Get<CallQADbContextFactory>().Location);
        await site.Get<DatabaseSetup>().MigrateAsync(TestContext.Current.CancellationToken);
        await site.app.StartAsync(TestContext.Current.CancellationToken);
        var address = site.Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        site.Address = new Uri(address);
        site.Client = await site.SignInAsync(Role.Admin);
        return site;
    }

    /// <param name="database">A connection string; null for SQLite.</param>
    public static Task<TestSite> OpenOnAsync(string? database) => OpenAsync(settings => settings with { Database = database });

    /// <summary>Somebody who has not signed in, in a browser.</summary>
    public HttpClient Nobody()
    {
        var client = Connect();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "none");
        return client;
    }

    /// <summary>A program on this machine.</summary>
    public HttpClient Connect() => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Somebody of a role, with an account of the role's name and the session that a sign-in would begin.</summary>
    public async Task<HttpClient> SignInAsync(Role role, string? agent = "a-7")
    {
        var name = role.ToString().ToLowerInvariant();
        var accounts = Get<Accounts>();
        if ((await accounts.ListAsync(TestContext.Current.CancellationToken)).All(row => row.Name != name))
            await accounts.AddAsync(name, role, role == Role.Agent ? agent : null, TestContext.Current.CancellationToken);
        // In the database as well: a session is held against it again after a minute.
        await using (var context = Get<CallQADbContextFactory>().CreateDbContext())
            await context.Users.Where(row => row.Name == name).ExecuteUpdateAsync(set => set.SetProperty(row => row.MustChangePassword, false), TestContext.Current.CancellationToken);
        var user = (await accounts.ListAsync(TestContext.Current.CancellationToken)).Single(row => row.Name == name);
        var cookies = new CookieContainer();
        cookies.Add(Address, new Cookie("callqa", Session(user)));
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return client;
    }

    /// <summary>The content of a session's cookie.</summary>
    public string Session(UserRow user)
    {
        var now = Clock.GetUtcNow();
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(1) };
        var format = Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).TicketDataFormat;
        return format.Protect(new AuthenticationTicket(UserClaims.Of(user), properties, IdentityConstants.ApplicationScheme));
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
        await AddResultsAsync(id);
    }

    /// <summary>A transcript, metrics and the machine's evaluation.</summary>
    public async Task AddResultsAsync(string id)
    {
        var token = TestContext.Current.CancellationToken;
        await Store.SaveTranscriptAsync(id, Some.Transcript(id, text: "Guten <b>Tag</b>"), token);
        await Store.SaveMetricsAsync(id, Some.Metrics(), token);
        await Store.SaveEvaluationAsync(Some.Evaluation(id), token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in Shown) await Chromium.CloseAsync(window);
        Client.Dispose();
        // Hangfire logs through the host that started last, for the whole process; other tests outlive this one.
        Hangfire.Logging.LogProvider.SetCurrentLogProvider(null);
        // What is still at work in the background ends before its folder goes.
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Npgsql.NpgsqlConnection.ClearAllPools();
        folder.Dispose();
    }
}
