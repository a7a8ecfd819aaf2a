using System.Text.Json;
using CallQA.App.Commands;
using CallQA.App.Jobs;
using CallQA.App.Learning;
using CallQA.App.Tests.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQA.App.Tests.Commands;

public sealed class NightWordsTests
{
    [Fact]
    public async Task Of_SaysWhatTheNumberMeans_ForEveryStepOfANight()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var steps = place.Get<NightlySteps>().Alone().Select(step => step.Name).Concat(["bucket", "report-mail", "learning-reviews", "drift", "teaching-calls"]).ToList();
        steps.Select(step => NightWords.Of(Done(step, 1))).ShouldAllBe(words => words.StartsWith("1 "));
        NightWords.Of(Done("retention", 2)).ShouldBe("2 calls erased");
    }

    [Theory]
    [InlineData(nameof(CandidateOutcome.NotDue), "no new models: too few new reviews")]
    [InlineData(nameof(CandidateOutcome.NotBetter), "no new models: the candidate was not better; callqa models scoring tells why")]
    [InlineData(nameof(CandidateOutcome.InForce), "new models in force; callqa models scoring tells why")]
    public async Task Of_SaysWhatBecameOfTheCandidate(string outcome, string words)
    {
        NightlyStep[] steps = [new("learning-candidate", _ => Task.FromResult(new StepDone(0, Enum.Parse<CandidateOutcome>(outcome))))];
        var results = await new NightlyRun(steps, TimeProvider.System, NullLogger<NightlyRun>.Instance).RunAsync(TestContext.Current.CancellationToken);

        var kept = JsonSerializer.Deserialize<NightlyResult>(JsonSerializer.Serialize(results.Single(), CallQAJson.Compact), CallQAJson.Compact)!;

        NightWords.Of(kept).ShouldBe(words);
    }

    [Fact]
    public void Of_SaysLess_OfANightWhoseReportTellsANumberOnly() => NightWords.Of(
        JsonSerializer.Deserialize<NightlyResult>("""{"step":"learning-candidate","count":0,"duration":1,"error":null}""", CallQAJson.Compact)!).ShouldBe("no new models");

    [Fact]
    public void Of_SaysWhyAStepFailed() => NightWords.Of(new("retention", null, TimeSpan.Zero, "The disk is full.")).ShouldBe("The disk is full.");

    private static NightlyResult Done(string step, int count) => new(step, count, TimeSpan.Zero, null);
}
