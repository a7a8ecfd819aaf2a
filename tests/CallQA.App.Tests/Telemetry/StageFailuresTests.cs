using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.App.Telemetry;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.App.Tests.Web;
using CallQA.App.Web;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Telemetry;

/// <summary>Which failures are counted, and where they are told.</summary>
public sealed class StageFailuresTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Worker_CountsAttemptsThatFail_ByStageAndReason()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var (bad, broken) = (await place.AddAsync("bad", 1), await place.AddAsync("broken", 2));
        place.Engines.BeforeHearing = (call, _) => throw (call == bad.Id
            ? new InputException(InputFault.Audio, "The recording of Anna Keller hums; record again.")
            : new InvalidOperationException("Anna Keller"));
        (await place.AdvanceAsync(bad.Id)).ShouldBe(StageOutcome.Quarantined);
        for (var attempt = 0; attempt < 2; attempt++) await Should.ThrowAsync<InvalidOperationException>(() => place.AdvanceAsync(broken.Id));

        var failures = place.Get<StageFailures>();
        await failures.EnterAsync(Token);

        var metrics = Metrics.Write(await place.Get<StatusReader>().ReadAsync(Token), await failures.ListAsync(Token));
        metrics.Split('\n').Where(line => line.Contains("callqa_stage_failures_total", StringComparison.Ordinal)).ShouldBe(
        [
            "# HELP callqa_stage_failures_total Attempts at a stage that failed, by reason, since the database was made.",
            "# TYPE callqa_stage_failures_total counter",
            "callqa_stage_failures_total{stage=\"intake\",reason=\"failed\"} 0",
            "callqa_stage_failures_total{stage=\"measure\",reason=\"failed\"} 0",
            "callqa_stage_failures_total{stage=\"score\",reason=\"failed\"} 0",
            "callqa_stage_failures_total{stage=\"transcribe\",reason=\"audio\"} 1",
            "callqa_stage_failures_total{stage=\"transcribe\",reason=\"failed\"} 2",
        ]);
        metrics.ShouldNotContain("Anna");
    }

    [Fact]
    public async Task Intake_CountsFilesThatFail()
    {
        await using var place = await TestWorkplace.OpenAsync();
        await File.WriteAllTextAsync(place.InIntake("d.wav"), "not audio", Token);
        foreach (var step in place.Get<NightlySteps>().Alone()) await step.Run(Token);

        await place.Get<StageFailures>().EnterAsync(Token);

        (await place.Get<StageFailures>().ListAsync(Token)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            row => (row.Stage, row.Attempts).ShouldBe(("intake", 1)), row => Enum.TryParse<InputFault>(row.Reason, ignoreCase: true, out _).ShouldBeTrue(row.Reason));
    }

    [Fact]
    public async Task EnterAsync_LosesNothing_WhileTheDatabaseIsAway()
    {
        using var folder = new TemporaryFolder();
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(folder.Of("later", "callqa.db"), folder.Path));
        await using var process = new StageFailures(contexts, new FakeTimeProvider());
        process.Add("score", "trouble");
        var problem = await Should.ThrowAsync<Exception>(() => process.EnterAsync(Token));
        StageFailures.IsForLater(problem).ShouldBeTrue(problem.Message);

        Directory.CreateDirectory(folder.Of("later"));
        await new DatabaseSetup(contexts).MigrateAsync(Token);
        await process.EnterAsync(Token);

        (await process.ListAsync(Token)).ShouldHaveSingleItem().Attempts.ShouldBe(1);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task Pages_TellWhatOtherProcessesCounted()
    {
        await using var site = await TestSite.OpenAsync();
        await using (var worker = new StageFailures(site.Get<CallQADbContextFactory>(), TimeProvider.System)) worker.Add("transcribe", "lost");

        (await site.Client.GetStringAsync("/metrics", Token)).ShouldContain("callqa_stage_failures_total{stage=\"transcribe\",reason=\"lost\"} 1\n");
    }
}
