using CallQA.App.Identity;
using CallQA.App.Identity.OpenId;
using CallQA.App.Coaching.Fairness;
using CallQA.App.Dashboards;
using CallQA.App.Jobs;
using CallQA.App.Learning;
using CallQA.App.Search;
using CallQA.App.Review.Playback;
using CallQA.App.Settings;
using CallQA.App.Telemetry;
using CallQA.App.Web.Api;
using CallQA.App.Web.Calls;
using CallQA.App.Web.Coaching;
using CallQA.App.Web.Disputes;
using CallQA.App.Web.Playlists;
using CallQA.App.Web.Review;
using CallQA.App.Web.SignIn;
using Hangfire;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;

namespace CallQA.App.Web;

/// <summary>What one process does.</summary>
[Flags]
internal enum HostRole
{
    /// <summary>Serves the pages.</summary>
    Web = 1,

    /// <summary>Watches the intake folder and runs the jobs.</summary>
    Worker = 2,
}

/// <summary>The web host with the worker inside: the whole of <c>callqa serve</c>.</summary>
internal static class WebHost
{
    // What pages and programs send is forms and JSON; a route that takes more says so itself.
    internal const int LongestBody = 4 << 20;

    /// <param name="settings">Checked settings.</param>
    /// <param name="engines">What hears and scores.</param>
    /// <param name="role">What the process does.</param>
    /// <param name="clock">Another clock than the machine's.</param>
    public static WebApplication Build(CallQASettings settings, CallEngines engines, HostRole role, TimeProvider? clock = null)
    {
        // Settings are read and checked before; the host reads only its logging from the file beside the executable.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        var urls = settings.UrlsOf(role);
        builder.WebHost.UseUrls(urls?.Split(';') ?? []);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LongestBody;
        });
        Configure(builder.Services, settings, engines, role);
        if (urls is null) builder.Services.AddSingleton<IServer, NoServer>();
        if (clock is not null) builder.Services.AddSingleton(clock);
        builder.Services.AddOtlpExport(builder.Configuration);
        QuietLoggers.Use(builder.Services);
        var app = builder.Build();
        if (role.HasFlag(HostRole.Web)) Map(app);
        else WorkerProbes.Map(app);
        return app;
    }

    private static void Configure(IServiceCollection services, CallQASettings settings, CallEngines engines, HostRole role)
    {
        services.AddCallQA(settings, engines);
        services.AddCallQAQueue(settings);
        services.AddHostedService<LocalCopies>();
        if (settings.Engines.LearntFolder is not null) services.AddHostedService<ScoringModelWatch>();
        if (role.HasFlag(HostRole.Worker)) services.AddCallQAWorkers(settings);
        services.AddHealthChecks().AddCheck<StoreHealth>("store", tags: [StoreHealth.Ready]);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            // Those on this machine are believed anyway.
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var network in ProxyAddresses.Parse(settings.Proxies) ?? []) options.KnownIPNetworks.Add(network);
        });
        services.AddHostFiltering(options => options.AllowedHosts = [.. HostNames.Allowed(settings.UrlsOf(role) ?? settings.Urls)]);
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(settings.KeysPath));
        services.AddCallQASignIn(settings);
        services.AddRazorComponents();
        services.AddLocalization();
        services.ConfigureHttpJsonOptions(json =>
        {
            CallQAJson.Compact.Converters.ToList().ForEach(json.SerializerOptions.Converters.Add);
            (json.SerializerOptions.RespectRequiredConstructorParameters, json.SerializerOptions.RespectNullableAnnotations) = (true, true);
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", ApiDescription.Configure);
        services.AddSingleton<PageFormat>();
        services.AddSingleton<PagePeriod>();
        services.AddSingleton<CallCounts>();
        services.AddSingleton<CallListing>();
        services.AddSingleton<FilterChoices>();
        services.AddSingleton<SavedSearches>();
        services.AddSingleton<FigureMemory>();
        services.AddSingleton<DashboardReader>();
        services.AddSingleton<FairnessReader>();
        if (role.HasFlag(HostRole.Web)) services.AddHostedService<FigureWarmUp>().AddHostedService<PlaybackAhead>();
        services.AddSingleton<CallDetails>();
        services.AddSingleton<PlaylistExport>();
        services.AddSharedLimit();
    }

    private static void Map(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseHostFiltering();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(PagesForReadersOnly);
        app.UseRefusalsForPrograms();
        app.UseMiddleware<ResponseHeaders>();
        app.UseRequestLocalization("en", "de");
        app.UseRateLimiter();
        app.UseMiddleware<RefusedBodies>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<OneTimePassword>();
        app.UseAntiforgery();
        StoreHealth.Map(app);
        app.MapMetrics();
        app.MapAssets();
        app.MapSignOut();
        app.MapOpenId(app.Services.GetRequiredService<CallQASettings>());
        app.MapApi();
        app.MapPlayback();
        ClipRoutes.MapAudio(app.MapGroup("/clips"));
        app.MapPlaylistFiles();
        app.MapSharedAudio();
        app.MapReview();
        app.MapDisputeCsv();
        app.MapSessionCsv();
        app.MapReportFiles();
        // The endpoint asks for the right; the dashboard's own filter would ask for this machine as well.
        app.MapHangfireDashboard("/jobs", new DashboardOptions { DashboardTitle = "CallQA", DisplayStorageConnectionString = false, Authorization = [] })
            .RequireAuthorization(Access.Administer);
        app.MapRazorComponents<App>();
    }

    // A page put in the place of a refusal would ask a program for a form's token, and answer 400 to everything.
    private static Task PagesForReadersOnly(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        return next(context);
    }
}
