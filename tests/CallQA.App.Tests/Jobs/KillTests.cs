using System.Diagnostics;
using CallQA.App.Storage;
using CallQA.App.Tests.Commands;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;

namespace CallQA.App.Tests.Jobs;

/// <summary>The real program, killed without warning at several stages of its work and started again.</summary>
public sealed class KillTests : IDisposable
{
    // Only so that a hanging program does not hang the run; far beyond what the slowest machine needs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder folder = new();
    private readonly CallQADbContextFactory contexts;

    public KillTests() => contexts = new(DatabaseLocation.Parse(null, folder.Of("data")));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task Serve_FinishesEveryCallOnce_WhenItIsKilledAgainAndAgain()
    {
        var recordings = Directory.GetFiles(Path.Combine(Cli.Samples, "calls"), "*.wav");
        Directory.CreateDirectory(folder.Of("intake", "calls"));
        foreach (var recording in recordings) File.Copy(recording, folder.Of("intake", "calls", Path.GetFileName(recording)));
        File.Copy(Path.Combine(Cli.Samples, "calls.csv"), folder.Of("intake", "calls.csv"));

        await RunUntilAsync(() => File.Exists(folder.Of("data", "callqa.db")));
        await RunUntilAsync(() => Count(context => context.Calls.Count()) > 0);
        await RunUntilAsync(() => Count(context => context.Evaluations.Count()) > 0);
        await RunUntilAsync(() => Count(context => context.Calls.Count(call => call.Stage == CallStage.Scored)) == recordings.Length);

        await using var context = contexts.CreateDbContext();
        context.Calls.Count().ShouldBe(recordings.Length);
        context.Calls.ShouldAllBe(call => call.Quarantine == null && call.AgentId != null);
        context.Transcripts.Count().ShouldBe(recordings.Length);
        context.Evaluations.Count().ShouldBe(recordings.Length);
        context.QuarantinedFiles.ShouldBeEmpty();
        Directory.GetFiles(folder.Of("intake"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
        await ShouldBeWholeAsync(recordings);
    }

    private async Task ShouldBeWholeAsync(string[] recordings)
    {
        var kept = Directory.GetFiles(folder.Of("data", "recordings"), "*", SearchOption.AllDirectories);
        var hashes = await Task.WhenAll(kept.Select(path => ContentHash.ComputeAsync(path, Token)));
        kept.Select(path => Path.GetFileNameWithoutExtension(path)).ShouldBe(hashes);
        var originals = await Task.WhenAll(recordings.Select(path => ContentHash.ComputeAsync(path, Token)));
        hashes.Order().ShouldBe(originals.Order());
    }

    private async Task RunUntilAsync(Func<bool> reached)
    {
        using var process = Start();
        var watch = Stopwatch.StartNew();
        try
        {
            while (!reached())
            {
                process.HasExited.ShouldBeFalse("the program ended by itself");
                watch.Elapsed.ShouldBeLessThan(Patience, "the program did not come this far");
                await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "callqa.dll"), "serve", "--data", folder.Of("data"), "--intake", folder.Of("intake"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = Cli.Repository,
        };
        start.Environment["CALLQA__Transcriber"] = "reference";
        start.Environment["CALLQA__ReferenceFolder"] = Path.Combine(Cli.Samples, "calls");
        start.Environment["CALLQA__IntakeStableSeconds"] = "1";
        start.Environment["CALLQA__IntakePollSeconds"] = "1";
        start.Environment["Logging__LogLevel__Default"] = "None";
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "None";
        return Process.Start(start)!;
    }

    private int Count(Func<CallQADbContext, int> count)
    {
        try
        {
            using var context = contexts.CreateDbContext();
            return count(context);
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // The program has not made its tables yet.
            return 0;
        }
    }
}
