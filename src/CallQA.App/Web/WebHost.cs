using System.Text.Json.Serialization;
using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.App.Web.Api;
using CallQA.App.Web.Calls;
using Hangfire;
using Microsoft.AspNetCore.DataProtection;

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
    public static WebApplication Build(CallQASettings settings, CallEngines engines, HostRole role)
    {
        // Settings are read and checked before; the host reads only its logging from the file beside the executable.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(role.HasFlag(HostRole.Web) ? settings.Urls.Split(';') : ["http://127.0.0.1:0"]);
        Configure(builder.Services, settings, engines, role);
        var app = builder.Build();
        Map(app, settings, role);
        return app;
    }

    private static void Configure(IServiceCollection services, CallQASettings settings, CallEngines engines, HostRole role)
    {
        services.AddCallQA(settings, engines);
        services.AddCallQAQueue(settings);
        if (role.HasFlag(HostRole.Worker)) services.AddCallQAWorkers(settings);
        services.AddHealthChecks().AddCheck<StoreHealth>("store", tags: [StoreHealth.Ready]);
        services.AddHostFiltering(options => options.AllowedHosts = [.. HostNames.Allowed(settings.Urls)]);
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(settings.KeysPath));
        services.AddRazorComponents();
        services.AddLocalization();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        services.AddSingleton<PageFormat>();
        services.AddSingleton<CallListing>();
        services.AddSingleton<CallDetails>();
    }

    private static void Map(WebApplication app, CallQASettings settings, HostRole role)
    {
        app.UseHostFiltering();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseMiddleware<ResponseHeaders>();
        StoreHealth.Map(app);
        app.MapMetrics();
        if (!role.HasFlag(HostRole.Web)) return;
        app.UseRequestLocalization("en", "de");
        app.UseAntiforgery();
        app.MapCallsApi();
        app.MapStyleSheet();
        app.MapReportFiles(settings.ReportsPath);
        app.MapHangfireDashboard("/jobs", new DashboardOptions { DashboardTitle = "CallQA", DisplayStorageConnectionString = false });
        app.MapRazorComponents<App>();
    }
}
