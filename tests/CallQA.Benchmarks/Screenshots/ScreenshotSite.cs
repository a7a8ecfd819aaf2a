using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Review.Queue;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.App.Web;
using CallQA.Benchmarks.Reliability;
using CallQA.Coaching;
using CallQA.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.Benchmarks.Screenshots;

/// <summary>A site with some weeks of calls, the sample calls with their recordings, and what people would have left on them.</summary>
internal sealed class ScreenshotSite : IAsyncDisposable
{
    private const string Agent = "a-000";
    private const int Calls = 2000;
    private const int Turns = 20;
    private const int Reviews = 260;
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(40);

    private readonly PostgreSqlServer server;
    private readonly LoadedModels models;
    private readonly string folder;

    private ScreenshotSite(PostgreSqlServer server, LoadedModels models, WebApplication app, string folder) =>
        (this.server, this.models, App, this.folder) = (server, models, app, folder);

    public WebApplication App { get; }

    /// <summary>The secret part of a link to the playlist.</summary>
    public string Link { get; private set; } = "";

    public static async Task<ScreenshotSite> OpenAsync()
    {
        var server = await PostgreSqlServer.StartAsync();
        var data = Directory.CreateTempSubdirectory("callqa-screenshots-").FullName;
        var settings = new CallQASettings
        {
            DataDirectory = data,
            Database = await server.CreateDatabaseAsync(),
            Transcriber = CallQASettings.ReferenceTranscriber,
            ReferenceFolder = Path.Combine(RepositoryFolder.Root, "samples", "calls"),
            Urls = "http://127.0.0.1:0",
            Learning = new() { Enabled = true, Consent = true },
        };
        var models = await LoadedModels.LoadAsync(settings.Engines, default);
        var app = WebHost.Build(settings, await CallEngines.WithAsync(models, settings.Scorecard, default), HostRole.Web);
        var site = new ScreenshotSite(server, models, app, data);
        await site.FillAsync();
        await app.StartAsync();
        return site;
    }

    /// <summary>Writes reports in a language.</summary>
    /// <returns>The month that they are of: the one of yesterday.</returns>
    public async Task<string> ReportAsync(string language)
    {
        var settings = App.Services.GetRequiredService<CallQASettings>();
        var month = ReportPeriod.Month(Yesterday.Year, Yesterday.Month, settings.Zone);
        await ActivatorUtilities.CreateInstance<CoachingReports>(App.Services, settings with { Language = language }).WriteAsync(month, progress: null, default);
        return month.Name;
    }

    private DateTimeOffset Yesterday => App.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(-20);

    /// <summary>The session of somebody of a role.</summary>
    public Task<string> SessionAsync(Role role) => role switch
    {
        Role.Reviewer => AdminSession.TicketAsync(App, "anna", role, agent: null, default),
        Role.Trainer => AdminSession.TicketAsync(App, "tina", role, agent: null, default),
        Role.Agent => AdminSession.TicketAsync(App, "emily", role, Agent, default),
        _ => AdminSession.TicketAsync(App, "admin", Role.Admin, agent: null, default),
    };

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        models.Dispose();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task FillAsync()
    {
        var services = App.Services;
        await services.GetRequiredService<DatabaseSetup>().MigrateAsync(default);
        var clock = services.GetRequiredService<TimeProvider>();
        var prepared = new PreparedCalls(services.GetRequiredService<CallQADbContextFactory>(), Calls, Turns, clock.GetUtcNow() - (Calls * Apart), Apart);
        await prepared.LoadAsync(default);
        for (var number = 0; number < PreparedCalls.Templates; number++) await FinishAsync(services, PreparedCalls.Id(number));
        await prepared.FillAsync(default);
        await TakeSamplesInAsync(services);
        await SessionAsync(Role.Admin);
        await SessionAsync(Role.Agent);
        await ReviewedCalls.EnterAsync(services, Reviews, Calls, default);
        await services.GetRequiredService<RecurringPlans>().AddAsync(new("Sample of every agent", 5, PlanCycle.Month, Stratum.Score, "2026"), "admin", default);
        await services.GetRequiredService<RecurringPlans>().DrawAsync(default);
        await services.GetRequiredService<ApiKeys>().AddAsync("admin", "Data warehouse", [ApiScope.Read, ApiScope.Listen], 365, "admin", default);
        await services.GetRequiredService<CoachingReports>().WriteAsync(default);
        Link = await ScreenshotHistory.EnterAsync(services, default);
        await CoachingHistory.LearnAsync(services, services.GetRequiredService<CallQASettings>(), default);
    }

    private static async Task TakeSamplesInAsync(IServiceProvider services)
    {
        var list = await CallListReader.ReadAsync(Path.Combine(RepositoryFolder.Root, "samples", "calls.csv"), default);
        foreach (var row in list.Rows)
        {
            // As if they had come yesterday, those of one agent for the agent who looks at the pages.
            var metadata = row.Metadata with { StartTime = services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(-20) };
            if (metadata.AgentId == "a-101") metadata = metadata with { AgentId = Agent, AgentName = "Agent 000" };
            var call = await services.GetRequiredService<CallPipeline>().TakeInAsync(new IncomingRecording(row.RecordingPath, metadata), default);
            await FinishAsync(services, call.Id);
        }
    }

    private static async Task FinishAsync(IServiceProvider services, string id)
    {
        while (await services.GetRequiredService<CallWorker>().AdvanceAsync(id, progress: null, default) == StageOutcome.MovedOn)
        {
            // Each turn of the loop is one committed stage.
        }
    }
}
