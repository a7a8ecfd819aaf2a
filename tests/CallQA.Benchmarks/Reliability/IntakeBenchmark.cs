using System.Diagnostics;
using System.Globalization;
using System.Text;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.Benchmarks.Reliability;

/// <summary>
/// Very many files, or rows of one list, lie in the intake folder when the real program starts: how soon the first is a call, how
/// long all take, what memory that needs, and whether each is there once although the program is killed in between.
/// </summary>
internal static class IntakeBenchmark
{
    public const string Usage = "intake files|rows [NUMBER [KILLS [postgresql]]]      100000 tiny recordings, or rows of a list; the program is killed 3 times";

    private const int FilesAFolder = 1000;
    private const int Frames = 800;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [("files" or "rows") and var kind, .. var rest]) return 2;
        var number = rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 100_000;
        var kills = rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 3;
        var folder = Directory.CreateTempSubdirectory("callqa-intake-").FullName;
        await using var server = rest is [_, _, "postgresql"] ? await PostgreSqlServer.StartAsync() : null;
        try
        {
            var settings = new CallQASettings
            {
                DataDirectory = Path.Combine(folder, "data"),
                IntakeFolder = Path.Combine(folder, "intake"),
                Database = server is null ? null : await server.CreateDatabaseAsync(),
            };
            await new Run(settings, kind == "files", number, kills).RunAsync();
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class Run(CallQASettings settings, bool files, int number, int kills)
    {
        private readonly CallQADbContextFactory contexts = new(DatabaseLocation.Parse(settings.Database, settings.DataDirectory));
        private readonly Stopwatch watch = new();
        private readonly TimeSpan quiet = TimeSpan.FromSeconds(settings.IntakeStableSeconds);
        private WatchedProgram? program;
        private TimeSpan spent;

        public async Task RunAsync()
        {
            HandIn();
            watch.Start();
            program = Begin();
            try
            {
                await UntilDoneAsync();
            }
            finally
            {
                program.Dispose();
            }

            await CheckAsync();
        }

        private void HandIn()
        {
            Directory.CreateDirectory(settings.IntakePath);
            if (files)
            {
                for (var file = 0; file < number; file++) File.WriteAllBytes(PathOf(file), Recording(file));
                return;
            }

            using var list = new StreamWriter(Path.Combine(settings.IntakePath, "calls.csv"));
            list.WriteLine("recording_file,call_id,agent_id,queue");
            for (var row = 0; row < number; row++) list.WriteLine(string.Create(CultureInfo.InvariantCulture, $"2026-03/{row:000000}.wav,pbx-{row},a-{row % 50},orders"));
        }

        private string PathOf(int file)
        {
            var folder = Path.Combine(settings.IntakePath, string.Create(CultureInfo.InvariantCulture, $"{file / FilesAFolder:000}"));
            if (file % FilesAFolder == 0) Directory.CreateDirectory(folder);
            return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"c-{file:000000}.wav"));
        }

        private WatchedProgram Begin()
        {
            var environment = new Dictionary<string, string> { ["CALLQA__Transcriber"] = CallQASettings.ReferenceTranscriber };
            if (settings.Database is { } database) environment["ConnectionStrings__CallQA"] = database;
            return WatchedProgram.Start(environment, "worker", "--data", settings.DataDirectory, "--intake", settings.IntakePath, "--queues", "intake=2,maintenance");
        }

        private async Task UntilDoneAsync()
        {
            var (shown, killed, most) = (0, 0, 0L);
            // Somebody is writing this one all the time.
            var growing = files ? Path.Combine(settings.IntakePath, "growing.wav") : null;
            for (var done = 0; done < number;)
            {
                if (growing is not null) await File.AppendAllTextAsync(growing, "more");
                await Task.Delay(Step);
                if (program!.HasEnded) throw new InvalidOperationException("The program ended by itself.");
                most = Math.Max(most, program.Mebibytes);
                var before = done;
                done = await DoneAsync();
                if (before == 0 && done > 0) Print($"first after {watch.Elapsed.TotalSeconds:0.0} s, of which {quiet.TotalSeconds:0} s to see that a file does not change");
                if (done * 10L / number > shown)
                {
                    shown = (int)(done * 10L / number);
                    Print($"  {done,7} after {watch.Elapsed.TotalSeconds,6:0} s; {program.Mebibytes} MiB");
                }

                if (killed < kills && done < number && done >= (long)number * (killed + 1) / (kills + 1))
                {
                    spent += program.Processor;
                    program.Kill();
                    program.Dispose();
                    program = Begin();
                    Print($"  killed and started again at {done}, {++killed}");
                }
            }

            spent += program!.Processor;
            Print($"{number} {(files ? "files" : "rows")} after {watch.Elapsed.TotalSeconds:0} s, {number / watch.Elapsed.TotalSeconds:0} a second; {spent.TotalSeconds:0} s of processor time; at most {most} MiB");
            if (growing is null) return;
            if (!File.Exists(growing) || await DoneAsync() != number) throw new InvalidOperationException("A file was taken that was still being written.");
            File.Delete(growing);
            while (Directory.EnumerateFiles(settings.IntakePath, "*", SearchOption.AllDirectories).Any()) await Task.Delay(Step);
        }

        private async Task<int> DoneAsync()
        {
            try
            {
                await using var context = contexts.CreateDbContext();
                return files ? await context.Calls.CountAsync() : await context.IntakePaths.CountAsync();
            }
            catch (Exception exception) when (exception is System.Data.Common.DbException)
            {
                // Its tables are being made.
                return 0;
            }
        }

        private async Task CheckAsync()
        {
            await using var context = contexts.CreateDbContext();
            var refused = await context.QuarantinedFiles.CountAsync();
            if (!files)
            {
                Print($"rows known {await context.IntakePaths.CountAsync()}, waiting for their recordings {await context.IntakePaths.CountAsync(row => row.Announced != null)}, refused {refused}");
                return;
            }

            await using var services = new ServiceCollection().AddLogging().AddCallQAStorage(settings).BuildServiceProvider();
            var problems = await services.GetRequiredService<StoreVerification>().VerifyAsync(checksums: true, default);
            Print($"calls {await context.Calls.CountAsync()}, different recordings {await context.Calls.Select(call => call.ContentHash).Distinct().CountAsync()}, refused {refused}, missing or damaged {problems.Count}");
        }

        // A tenth of a second of its own noise.
        private static byte[] Recording(int number)
        {
            using var content = new MemoryStream();
            using var writer = new BinaryWriter(content, Encoding.ASCII);
            writer.Write("RIFF"u8);
            writer.Write(36 + (Frames * 4));
            writer.Write("WAVEfmt "u8);
            foreach (var (value, bytes) in new[] { (16, 4), (1, 2), (2, 2), (8000, 4), (32_000, 4), (4, 2), (16, 2) })
            {
                if (bytes == 4) writer.Write(value);
                else writer.Write((short)value);
            }

            writer.Write("data"u8);
            writer.Write(Frames * 4);
            var noise = new byte[Frames * 4];
            new Random(number).NextBytes(noise);
            writer.Write(noise);
            return content.ToArray();
        }
    }
}
