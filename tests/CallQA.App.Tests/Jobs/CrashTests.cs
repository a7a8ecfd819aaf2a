using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Tests.Jobs;

/// <summary>The night's work, ended at every moment at which something is kept, and begun again.</summary>
public sealed class CrashTests
{
    private const string List =
        "recording_file,call_id,agent_id\ncalls/a.wav,pbx-1,a-7\ncalls/b.wav,pbx-2,a-8\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheNightsWork_FinishesEveryCallOnce_WhereverTheProcessDies()
    {
        for (var crashAt = 1; ; crashAt++)
        {
            await using var place = new TestWorkplace();
            await place.RestartAsync(new CrashPoints(crashAt).AddTo);
            await File.WriteAllTextAsync(place.InIntake("calls.csv"), List, Token);
            place.Drop("calls/a.wav", 1);
            place.Drop("calls/b.wav", 2);
            place.Drop("same-as-b.wav", 2);
            await File.WriteAllTextAsync(place.InIntake("d.wav"), "not audio", Token);

            var crashed = await RunAsync(place);
            await place.RestartAsync();
            (await RunAsync(place)).ShouldBeFalse();
            await ShouldBeDoneAsync(place, $"after the crash at point {crashAt}");
            if (!crashed)
            {
                crashAt.ShouldBeGreaterThan(15, "so many moments there are at least");
                return;
            }
        }
    }

    private static async Task<bool> RunAsync(TestWorkplace place)
    {
        try
        {
            foreach (var step in place.Get<NightlySteps>().Alone()) await step.Run(Token);
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    private static async Task ShouldBeDoneAsync(TestWorkplace place, string when)
    {
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.Calls.Select(call => call.Id).Order().ToList().ShouldBe(["pbx-1", "pbx-2"], when);
        context.Calls.ShouldAllBe(call => call.Stage == CallStage.Scored && call.Quarantine == null && call.AgentId != null, when);
        context.Transcripts.Count().ShouldBe(2, when);
        context.Evaluations.Count().ShouldBe(2, when);
        context.QuarantinedFiles.Count().ShouldBe(1, when);
        Directory.GetFiles(place.InIntake(), "*", SearchOption.AllDirectories).ShouldBeEmpty(when);
        Directory.GetFiles(place.Settings.RecordingsPath, "*", SearchOption.AllDirectories).Length.ShouldBe(2, when);
    }
}
