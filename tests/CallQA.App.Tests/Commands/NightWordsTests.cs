using CallQA.App.Commands;
using CallQA.App.Jobs;
using CallQA.App.Tests.Jobs;

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
    [InlineData(0, "no new models: too few new reviews, or a candidate that was not better; callqa models scoring tells")]
    [InlineData(1, "new models in force; callqa models scoring tells why")]
    public void Of_SaysWhatBecameOfTheCandidate(int count, string words) => NightWords.Of(Done("learning-candidate", count)).ShouldBe(words);

    [Fact]
    public void Of_SaysWhyAStepFailed() => NightWords.Of(new("retention", null, TimeSpan.Zero, "The disk is full.")).ShouldBe("The disk is full.");

    private static NightlyResult Done(string step, int count) => new(step, count, TimeSpan.Zero, null);
}
