using System.Diagnostics;
using System.Globalization;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Web;
using CallQA.Coaching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.Benchmarks.Reports;

/// <summary>Has the coaching reports of one month of many agents written as the night does: read from the database, built, and written as pages, tables and data.</summary>
internal static class ReportsBenchmark
{
    public const string Usage = "reports [AGENTS [CALLS]]            the reports of a month of 500 agents with 200 calls each, from SQLite";

    private const int Batch = 1000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var (agents, calls) = (Number(arguments, 0, 500), Number(arguments, 1, 200));
        var data = Directory.CreateTempSubdirectory("callqa-reports-").FullName;
        try
        {
            var settings = new CallQASettings { DataDirectory = data, Transcriber = CallQASettings.ReferenceTranscriber, TimeZone = "Europe/Berlin", Urls = "http://127.0.0.1:0" };
            using var models = await LoadedModels.LoadAsync(settings.Engines, default);
            await using var app = WebHost.Build(settings, await CallEngines.WithAsync(models, settings.Scorecard, default), HostRole.Web);
            var month = ReportPeriod.Month(2026, 11, settings.Zone);
            await FillAsync(app.Services, agents, calls, month);
            await MeasureAsync(app.Services.GetRequiredService<CoachingReports>(), month, data);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(CoachingReports reports, ReportPeriod month, string data)
    {
        GC.Collect();
        var (clock, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        var begun = (double?)null;
        var written = await reports.WriteAsync(month, new Progress(() => begun ??= clock.Elapsed.TotalSeconds), CancellationToken.None);
        var all = clock.Elapsed.TotalSeconds;
        var bytes = Directory.GetFiles(Path.Combine(data, "reports"), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{written.Calls} calls: read and built in {begun:0.0} s, {written.Files.Count} files ({bytes >> 20} MiB) written by {all:0.0} s; {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.0} processor s, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB, database {new FileInfo(Path.Combine(data, "callqa.db")).Length >> 20} MiB"));
    }

    private static async Task FillAsync(IServiceProvider services, int agents, int calls, ReportPeriod month)
    {
        await services.GetRequiredService<DatabaseSetup>().MigrateAsync(default);
        var contexts = services.GetRequiredService<CallQADbContextFactory>();
        foreach (var batch in MadeUpMonth.Calls(agents, calls, month).Chunk(Batch))
        {
            await using var context = contexts.CreateDbContext();
            var transcripts = batch.Select(call => CallMapping.ToRow(call.Call.Id, call.Transcript!)).ToList();
            context.AddRange(batch.Select(call => CallMapping.ToRow(call.Call, call.Call.Id)));
            context.AddRange(transcripts);
            await context.SaveChangesAsync();
            context.AddRange(batch.Zip(transcripts, (call, transcript) => CallMapping.ToRow(call.Evaluation!, transcript.Id)));
            await context.SaveChangesAsync();
        }

        await using var whole = contexts.CreateDbContext();
        await whole.Database.ExecuteSqlRawAsync("""UPDATE "Calls" SET "CurrentTranscriptId" = (SELECT t."Id" FROM "Transcripts" t WHERE t."CallId" = "Calls"."Id")""");
        await whole.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    private static int Number(string[] arguments, int place, int ordinary) =>
        arguments.Length > place ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : ordinary;

    // Told by the thread that writes, at once.
    private sealed class Progress(Action told) : IProgress<double>
    {
        public void Report(double value) => told();
    }
}
