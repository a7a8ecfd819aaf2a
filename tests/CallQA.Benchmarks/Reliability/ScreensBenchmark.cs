using System.Diagnostics;
using System.Globalization;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.App.Web;
using CallQA.App.Web.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.Benchmarks.Reliability;

/// <summary>How long every page takes to answer over very many calls, on both databases, and how long a listener waits for the first sound.</summary>
internal static class ScreensBenchmark
{
    public const string Usage = "screens [CALLS [TURNS]]             every page over 50000 calls of 20 turns on PostgreSQL and SQLite, and the first sound of calls of an hour";

    private const int Reviews = 300;
    private const int Clips = 20;

    // Whose coaching the first session is.
    private const string CoachedAgent = "a-000";

    // They answer with a refusal, or are asked for by others than the admin.
    private static readonly string[] LeftOut = ["/error", "/not-found", "/my", "/sign-in"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var numbers = arguments.Select(argument => int.Parse(argument, CultureInfo.InvariantCulture)).ToArray();
        await RunAsync(numbers.ElementAtOrDefault(0) is > 0 and var calls ? calls : 50_000, numbers.ElementAtOrDefault(1) is > 0 and var turns ? turns : 20);
        return 0;
    }

    private static async Task RunAsync(int calls, int turns)
    {
        await using var server = await PostgreSqlServer.StartAsync();
        var data = Directory.CreateTempSubdirectory("callqa-screens-").FullName;
        try
        {
            var settings = new CallQASettings
            {
                DataDirectory = data,
                Database = await server.CreateDatabaseAsync(),
                Transcriber = CallQASettings.ReferenceTranscriber,
                Urls = "http://127.0.0.1:0",
            };
            using var models = await LoadedModels.LoadAsync(settings.Engines, default);
            var engines = await CallEngines.WithAsync(models, settings.Scorecard, default);
            await using (var app = WebHost.Build(settings, engines, HostRole.Web))
            {
                await PrepareAsync(app.Services, calls, turns);
                await MeasureAsync("PostgreSQL", app, calls, data);
            }

            var sqlite = settings with { Database = Path.Combine(data, "callqa.db") };
            await TimedAsync("copied to SQLite", () => SqliteCopy.MakeAsync(settings.Database!, new(DatabaseLocation.Parse(sqlite.Database, data)), SqliteCopy.Everything, default));
            await using var other = WebHost.Build(sqlite, engines, HostRole.Web);
            await MeasureAsync("SQLite", other, calls, data);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task PrepareAsync(IServiceProvider services, int calls, int turns)
    {
        await services.GetRequiredService<DatabaseSetup>().MigrateAsync(default);
        var prepared = new PreparedCalls(services.GetRequiredService<CallQADbContextFactory>(), calls, turns);
        await TimedAsync($"{calls} calls, {calls * turns} turns entered", () => prepared.LoadAsync(default));
        var worker = services.GetRequiredService<CallWorker>();
        for (var number = 0; number < Math.Min(PreparedCalls.Templates, calls); number++)
        {
            while (await worker.AdvanceAsync(PreparedCalls.Id(number), progress: null, default) == StageOutcome.MovedOn)
            {
                // Each turn of the loop is one committed stage.
            }
        }

        await TimedAsync("the others filled", () => prepared.FillAsync(default));
        await TimedAsync($"queue looked through, {Reviews} reviews entered", () => ReviewedCalls.EnterAsync(services, Reviews, calls, default));
        await CollectAsync(services, calls);
    }

    private static async Task CollectAsync(IServiceProvider services, int calls)
    {
        var (clips, playlists, trainer) = (services.GetRequiredService<ClipStore>(), services.GetRequiredService<PlaylistStore>(), new Acting("benchmark", "benchmark"));
        var list = await playlists.CreateAsync(new("Openings", "How the first seconds sound.", "What would you say instead?"), trainer, default);
        for (var number = 0; number < Math.Min(Clips, calls); number++)
        {
            var clip = await clips.CutAsync(new(PreparedCalls.Id(number), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8), "Opening"), trainer, default);
            await playlists.AddAsync(list, clip, "Listen to the tone.", trainer, default);
        }
    }

    private static async Task MeasureAsync(string database, WebApplication app, int calls, string data)
    {
        await app.StartAsync();
        using var client = await AdminSession.OpenAsync(app, default);
        using var agent = await AdminSession.OpenAsync(app, "emily", Role.Agent, CoachedAgent, default);
        using var nobody = AdminSession.Nobody(app);
        Console.WriteLine(database);
        var pages = Pages(app, calls).Concat(await SearchPages.ListAsync(client)).ToDictionary(page => page, _ => client);
        foreach (var page in new[] { "/my", "/my/coaching/1" }) pages.Add(page, agent);
        foreach (var page in new[] { "/sign-in", "/shared/" + await SharedAsync(app.Services) }) pages.Add(page, nobody);
        await PageTimes.MeasureAsync(pages);
        var folder = Directory.CreateDirectory(Path.Combine(data, "hours-" + database)).FullName;
        await FirstSound.MeasureAsync(client, await FirstSound.TakeInAsync(app.Services, folder, default));
        await app.StopAsync();
    }

    // All pages without parameters, so that a new one is measured without being named here, and those of one call, session and scorecard.
    private static IEnumerable<string> Pages(WebApplication app, int calls)
    {
        var last = (calls + CallListing.PageSize - 1) / CallListing.PageSize;
        return app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && endpoint.RoutePattern.Parameters.Count == 0)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Distinct().Except(LeftOut).Order(StringComparer.Ordinal)
            .Concat([
                $"/?page={last / 2}", "/?show=NeedsReview", "/?show=Unfinished", $"/?show=Scored&page={last / 2}", "/?agent=a-017", $"/calls/{PreparedCalls.Id(calls / 2)}",
                "/review?show=All", "/coaching/1", "/coaching/new?agent=a-017", "/calibration/1", "/playlists/1", "/scorecards/service-call/1", "/scorecards/service-call/1/edit",
                "/fairness?from=2026-01-01&by=Team", "/fairness?from=2026-01-01&by=Language", "/examples?topic=skill%3Aopen-warmly&from=2026-01-01", "/coaching/effect?from=2026-01-01", "/agreement?from=2026-01-01",
                "/api/v1/calls", "/api/v1/queue", "/api/v1/status",
            ]);
    }

    // A new link: its secret part is stored nowhere.
    private static async Task<string> SharedAsync(IServiceProvider services) =>
        (await services.GetRequiredService<PlaylistShares>().AddAsync(1, 1, new Acting("benchmark", "benchmark"), default))!;

    private static async Task TimedAsync(string what, Func<Task> act)
    {
        var begun = Stopwatch.GetTimestamp();
        await act();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s"));
    }
}
