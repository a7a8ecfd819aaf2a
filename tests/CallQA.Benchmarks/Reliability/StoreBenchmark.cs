using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.App.Web;
using CallQA.App.Web.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.Benchmarks.Reliability;

/// <summary>
/// Very many calls on PostgreSQL: how fast they are scored and reported, what memory that takes, how fast the pages answer then
/// and by which indexes.
/// </summary>
internal static class StoreBenchmark
{
    public const string Usage = "store [CALLS [SCORED [TURNS]]]      100000 calls of 10 turns; of these 3000 are really scored, the others get copies";

    private const int Parallel = 2;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var numbers = arguments.Select(argument => int.Parse(argument, CultureInfo.InvariantCulture)).ToArray();
        var (calls, scored, turns) = (numbers.ElementAtOrDefault(0), numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
        await RunAsync(calls > 0 ? calls : 100_000, scored > 0 ? scored : 3000, turns > 0 ? turns : 10);
        return 0;
    }

    private static async Task RunAsync(int calls, int scored, int turns)
    {
        await using var server = await PostgreSqlServer.StartAsync();
        var data = Directory.CreateTempSubdirectory("callqa-store-").FullName;
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
            await using var app = WebHost.Build(settings, engines, HostRole.Web);
            await app.Services.GetRequiredService<DatabaseSetup>().MigrateAsync(default);
            var prepared = new PreparedCalls(app.Services.GetRequiredService<CallQADbContextFactory>(), calls, turns);
            await TimedAsync($"{calls} calls, {calls * turns} turns entered", () => prepared.LoadAsync(default));
            await ScoreAsync(app.Services, Math.Min(scored, calls));
            await TimedAsync("the others filled", () => prepared.FillAsync(default));
            await app.StartAsync();
            await AnswerAsync(app, calls);
            await ExplainAsync(settings, app.Services.GetRequiredService<TimeProvider>(), calls);
            await ReportAsync(app.Services);
            await app.StopAsync();
            await SearchSqliteAsync(settings, engines);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task ScoreAsync(IServiceProvider services, int scored)
    {
        var worker = services.GetRequiredService<CallWorker>();
        var watch = Stopwatch.StartNew();
        var done = 0;
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, scored), new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (number, token) =>
            {
                while (await worker.AdvanceAsync(PreparedCalls.Id(number), progress: null, token) == StageOutcome.MovedOn)
                {
                    // Each turn of the loop is one committed stage.
                }

                var count = Interlocked.Increment(ref done);
                if (count % Math.Max(1, scored / 10) == 0)
                    Print($"  {count} scored after {watch.Elapsed.TotalSeconds:0.0} s; {GC.GetTotalMemory(forceFullCollection: true) >> 20} MiB managed, {Environment.WorkingSet >> 20} MiB in all");
            });
        Print($"scored {scored} calls, {Parallel} at a time: {scored / watch.Elapsed.TotalSeconds:0.0} calls/s");
    }

    private static async Task AnswerAsync(WebApplication app, int calls)
    {
        using var client = await AdminSession.OpenAsync(app, default);
        var last = (calls + CallListing.PageSize - 1) / CallListing.PageSize;
        var cursor = Uri.EscapeDataString(await CursorAsync(client, last / 2));
        string[] pages =
        [
            "/", $"/?page={last / 2}", $"/?page={last}", "/?show=NeedsReview", $"/?show=NeedsReview&page={last / 8}", "/?show=Unfinished",
            "/?show=Scored", $"/?show=Scored&page={last / 2}", "/?show=Quarantined", "/?agent=a-017", $"/calls/{PreparedCalls.Id(calls / 2)}",
            $"/api/v1/calls?page={last / 2}", $"/?page={last / 2}&from={cursor}", "/api/v1/status", "/metrics", "/reports", "/health/ready",
        ];
        await PageTimes.MeasureAsync(client, pages);
        await PageTimes.MeasureAsync(client, await SearchPages.ListAsync(client));
    }

    // The same calls and turns in SQLite.
    private static async Task SearchSqliteAsync(CallQASettings settings, CallEngines engines)
    {
        var sqlite = settings with { Database = Path.Combine(settings.DataDirectory, "callqa.db") };
        await TimedAsync("copied to SQLite", () => SqliteCopy.MakeAsync(settings.Database!, new(DatabaseLocation.Parse(sqlite.Database, sqlite.DataDirectory)), SqliteCopy.Searchable, default));
        await using var app = WebHost.Build(sqlite, engines, HostRole.Web);
        await app.StartAsync();
        using var client = await AdminSession.OpenAsync(app, default);
        await PageTimes.MeasureAsync(client, await SearchPages.ListAsync(client));
        await app.StopAsync();
    }

    private static async Task<string> CursorAsync(HttpClient client, int page)
    {
        using var json = System.Text.Json.JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/v1/calls?page={page}", UriKind.Relative)));
        return json.RootElement.GetProperty("next").GetString()!;
    }

    private static async Task ExplainAsync(CallQASettings settings, TimeProvider clock, int calls)
    {
        var plans = new QueryPlans(settings.Database!);
        var last = (calls + CallListing.PageSize - 1) / CallListing.PageSize;
        var listing = new CallListing(plans, new CallCounts(clock));
        foreach (var shown in Enum.GetValues<CallsShown>()) await ShowAsync($"list, {shown}", () => listing.ReadAsync(shown, null, 1, null, default));
        await ShowAsync("list, all, middle page", () => listing.ReadAsync(CallsShown.All, null, last / 2, null, default));
        await ShowAsync("list, all, after a call in the middle", async () =>
        {
            var next = (await listing.ReadAsync(CallsShown.All, null, last / 2, null, default)).Next;
            plans.TakeScans();
            await listing.ReadAsync(CallsShown.All, null, (last / 2) + 1, null, default, ListCursor.Parse(next));
        });
        await ShowAsync("list, one agent", () => listing.ReadAsync(CallsShown.All, "a-017", 1, null, default));
        await ShowAsync("one call", () => new EfCallStore(plans, clock).FindEvaluatedAsync(PreparedCalls.Id(calls / 2), default));
        await ShowAsync("status, states", () => new WorkStatistics(plans).StatesAsync(default));
        await ShowAsync("status, last day", () => new WorkStatistics(plans).StagesAsync(clock.GetUtcNow().AddDays(-1), clock.GetUtcNow(), default));
        await ShowAsync("status, longest wait", () => new WorkStatistics(plans).OldestWaitingAsync(default));
        await ShowAsync("sweep", () => new CallProgress(plans, WorkerIdentity.OfThisProcess(1), clock).UnfinishedAsync(JobQueue.Window, default));
        await ShowAsync("months to report", () => new ReportMonths(plans).ListAsync(settings.Zone, default));

        async Task ShowAsync(string what, Func<Task> ask)
        {
            await ask();
            Print($"  {what}: {string.Join("; ", plans.TakeScans())}");
        }
    }

    private static async Task ReportAsync(IServiceProvider services)
    {
        var peak = new ConcurrentBag<long>();
        using var timer = new Timer(_ => peak.Add(GC.GetTotalMemory(forceFullCollection: false)), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
        await TimedAsync("coaching reports of one month written", () => services.GetRequiredService<CoachingReports>().WriteAsync(
            CallQA.Coaching.ReportPeriod.Month(2026, 2, TimeZoneInfo.Utc), progress: null, default));
        Print($"  most managed memory while reporting: {peak.Max() >> 20} MiB");
    }

    private static async Task TimedAsync(string what, Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        Print($"{what}: {watch.Elapsed.TotalSeconds:0.0} s");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
