using System.Buffers.Binary;
using System.Globalization;
using CallQA.App.Models;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.App.Web;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.Benchmarks.Reliability;

/// <summary>
/// How much faster more worker processes are than one, over one PostgreSQL: with the shipped speech model on short calls, or with
/// transcripts that only have to be measured and scored. Each worker uses one core. Tells what the paper estimate needs.
/// </summary>
internal static class WorkersBenchmark
{
    public const string Usage = "workers transcription|scoring [CALLS [WORKERS…]]      48 calls of 20 s, or 2000 transcripts of 10 turns; 1 and then 2 workers";

    private const int Seconds = 20;
    private const int Turns = 10;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [("transcription" or "scoring") and var kind, .. var rest]) return 2;
        var numbers = rest.Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        var hears = kind == "transcription";
        var calls = numbers.Length > 0 ? numbers[0] : hears ? 48 : 2000;
        foreach (var workers in numbers.Length > 1 ? numbers[1..] : [1, 2]) await RunAsync(hears, calls, workers);
        return 0;
    }

    private static async Task RunAsync(bool hears, int calls, int workers)
    {
        await using var server = await PostgreSqlServer.StartAsync();
        var data = Directory.CreateTempSubdirectory("callqa-workers-").FullName;
        try
        {
            var settings = new CallQASettings { DataDirectory = data, Database = await server.CreateDatabaseAsync(), Transcriber = CallQASettings.ReferenceTranscriber };
            await PrepareAsync(settings, hears, calls);
            await new Run(settings, hears, calls, workers).RunAsync();
        }
        finally
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task PrepareAsync(CallQASettings settings, bool hears, int calls)
    {
        using var models = await LoadedModels.LoadAsync(settings.Engines, default);
        await using var app = WebHost.Build(settings, await CallEngines.WithAsync(models, settings.Scorecard, default), HostRole.Web);
        await app.Services.GetRequiredService<DatabaseSetup>().MigrateAsync(default);
        if (!hears)
        {
            await new PreparedCalls(app.Services.GetRequiredService<CallQADbContextFactory>(), calls, Turns).LoadAsync(default);
            return;
        }

        var samples = Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "samples", "calls"), "*.wav").Order(StringComparer.Ordinal).ToArray();
        for (var number = 0; number < calls; number++)
        {
            var path = Path.Combine(settings.DataDirectory, string.Create(CultureInfo.InvariantCulture, $"call-{number:0000}.wav"));
            await File.WriteAllBytesAsync(path, Cut(await File.ReadAllBytesAsync(samples[number % samples.Length]), number / samples.Length));
            await app.Services.GetRequiredService<CallPipeline>().TakeInAsync(new IncomingRecording(path, new CallMetadata { Language = "en" }), default);
        }
    }

    // Another stretch of a sample call for every round: no two have the same content.
    private static byte[] Cut(byte[] wave, int round)
    {
        var start = wave.AsSpan().IndexOf("data"u8) + 8;
        var aSecond = BinaryPrimitives.ReadInt32LittleEndian(wave.AsSpan(28));
        var samples = wave.AsSpan(start);
        var length = Math.Min(Seconds * aSecond, samples.Length);
        var from = Math.Min(samples.Length - length, round * 5 * aSecond) & ~3;
        byte[] cut = [.. wave.AsSpan(0, start), .. samples.Slice(from, length - (round * 4))];
        BinaryPrimitives.WriteInt32LittleEndian(cut.AsSpan(4), cut.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(cut.AsSpan(start - 4), cut.Length - start);
        return cut;
    }

    private sealed class Run(CallQASettings settings, bool hears, int calls, int workers)
    {
        private readonly CallQADbContextFactory contexts = new(DatabaseLocation.Parse(settings.Database, settings.DataDirectory));

        public async Task RunAsync()
        {
            var environment = new Dictionary<string, string>
            {
                ["ConnectionStrings__CallQA"] = settings.Database!,
                ["CALLQA__Transcriber"] = hears ? "whisper" : CallQASettings.ReferenceTranscriber,
                ["CALLQA__Speech__Threads"] = "1",
                ["DOTNET_PROCESSOR_COUNT"] = "1",
            };
            var before = await DatabaseLoad.ReadAsync(settings.Database!);
            var programs = Enumerable.Range(0, workers).Select(_ => WatchedProgram.Start(
                environment, "worker", "--data", settings.DataDirectory, "--queues", "transcription,scoring=1,maintenance", "--concurrency", "1")).ToList();
            try
            {
                while (await ScoredAsync() < calls)
                {
                    if (programs.Exists(program => program.HasEnded)) throw new InvalidOperationException("A worker ended by itself.");
                    await Task.Delay(Step);
                }

                var busy = await DatabaseLoad.ReadAsync(settings.Database!) - before;
                var (processor, memory) = (programs.Sum(program => program.Processor.TotalSeconds), programs.Max(program => program.Mebibytes));
                var idle = await DatabaseLoad.ReadAsync(settings.Database!);
                await Task.Delay(Idle);
                idle = await DatabaseLoad.ReadAsync(settings.Database!) - idle;
                await TellAsync(busy, idle, processor, memory);
                programs.ForEach(program => program.Stop());
            }
            finally
            {
                programs.ForEach(program => program.Dispose());
            }
        }

        private async Task TellAsync(DatabaseLoad busy, DatabaseLoad idle, double processor, long memory)
        {
            await using var context = contexts.CreateDbContext();
            var runs = await context.StageRuns.ToListAsync();
            var wall = (runs.Max(run => run.EndedUtc) - runs.Min(run => run.BegunUtc)).TotalSeconds;
            var audio = runs.Where(run => run.Stage == CallStage.Transcribed).Sum(run => TimeSpan.FromTicks(run.AudioTicks).TotalSeconds);
            var shares = runs.Where(run => run.Stage == CallStage.Scored).GroupBy(run => run.Worker).Select(group => group.Count());
            var twice = runs.GroupBy(run => (run.CallId, run.Stage)).Count(group => group.Count() > 1);
            Print($"{workers} workers: {calls} calls in {wall:0.0} s, {calls / wall:0.00} a second{(hears ? string.Create(CultureInfo.InvariantCulture, $", {audio / wall:0.0} times real time") : "")}");
            Print($"  calls scored by each {string.Join(" and ", shares)}; stages {runs.Count}, done twice {twice}; processor {processor:0.0} s with starts, at most {memory} MiB each");
            Print($"  database: {busy.Transactions} transactions, {busy.Processor.TotalSeconds:0.0} s of processor; idle {idle.Transactions / Idle.TotalSeconds:0.0} a second, {idle.Processor.TotalMilliseconds / Idle.TotalSeconds:0} ms of processor a second");
        }

        private async Task<int> ScoredAsync()
        {
            await using var context = contexts.CreateDbContext();
            return await context.Calls.CountAsync(call => call.Stage == CallStage.Scored);
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
