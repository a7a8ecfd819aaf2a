using System.Diagnostics;
using System.Globalization;
using CallQA.App.Storage;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Reliability;

/// <summary>
/// Kills working processes without warning at random moments while calls come in, and lets the rest be finished. Half the
/// moments lie within a start, half just after a stage was committed.
/// </summary>
internal sealed class KillRun(Workload load, CallQADbContextFactory contexts, string? database, string role, int processes)
{
    // Only so that a hanging program does not hang the run; far beyond what the slowest machine needs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWaitForWork = TimeSpan.FromSeconds(20);

    private readonly Random random = new(5);
    private readonly List<WorkerProcess> workers = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How often something is wanted: more by environment variables, for the figures in <c>docs/reliability.md</c>.</summary>
    public static int Wanted(string variable, int ordinary) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : ordinary;

    /// <summary>Kills one of the processes so many times.</summary>
    public Task KillAsync(int kills) => RunAsync(kills, async number =>
    {
        await MomentAsync(atStart: number % 2 == 1);
        var victim = random.Next(processes);
        await workers[victim].KillAsync();
        workers[victim].Dispose();
        workers[victim] = WorkerProcess.Start(load, database, role);
    });

    /// <summary>Lets something else happen so many times while the processes work.</summary>
    public Task DisturbAsync(int times, Func<Task> disturb) => RunAsync(times, async _ =>
    {
        await MomentAsync(atStart: false);
        await disturb();
    });

    private async Task RunAsync(int times, Func<int, Task> disturb)
    {
        var watch = Stopwatch.StartNew();
        load.HandIn(0);
        try
        {
            for (var number = 0; number < processes; number++) workers.Add(WorkerProcess.Start(load, database, role));
            for (var number = 0; number < times; number++)
            {
                load.HandIn((load.Calls + times - 1) / times);
                ShouldBeRunning();
                await disturb(number);
            }

            load.HandIn(load.Calls);
            await FinishedAsync();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{load.Calls} calls, {processes} {role}, {times} disturbances: finished after {watch.Elapsed.TotalSeconds:0} s"));
            await Task.WhenAll(workers.Select(worker => worker.StopAsync()));
        }
        finally
        {
            workers.ForEach(worker => worker.Dispose());
        }

        await load.ShouldBeDoneOnceAsync(contexts);
    }

    private async Task MomentAsync(bool atStart)
    {
        if (!atStart)
        {
            var before = await CountAsync(context => context.StageRuns.CountAsync(Token));
            var watch = Stopwatch.StartNew();
            while (await CountAsync(context => context.StageRuns.CountAsync(Token)) <= before && watch.Elapsed < LongestWaitForWork)
                await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(atStart ? 3000 : 300)), Token);
    }

    private async Task FinishedAsync()
    {
        var watch = Stopwatch.StartNew();
        while (await CountAsync(context => context.Calls.CountAsync(call => call.Stage == CallStage.Scored, Token)) != load.Calls
            || Directory.GetFiles(load.Intake, "*", SearchOption.AllDirectories).Length > 0)
        {
            ShouldBeRunning();
            watch.Elapsed.ShouldBeLessThan(Patience, "the workers did not come to an end");
            await Task.Delay(TimeSpan.FromMilliseconds(100), Token);
        }
    }

    private void ShouldBeRunning() => workers.ShouldAllBe(worker => !worker.HasEnded, "no worker ends by itself");

    private async Task<int> CountAsync(Func<CallQADbContext, Task<int>> count)
    {
        try
        {
            await using var context = contexts.CreateDbContext();
            return await count(context);
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException)
        {
            // The program has not made its tables yet, or the database is away.
            return 0;
        }
    }
}
