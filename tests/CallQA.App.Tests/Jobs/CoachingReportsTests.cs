using CallQA.App.Jobs;
using CallQA.Recordings;

namespace CallQA.App.Tests.Jobs;

public sealed class CoachingReportsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WriteAsync_WritesAMonthOnce_UntilItsCallsChange()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var first = await ScoredAsync(place, "a", 1);
        (await WriteAsync(place)).ShouldBe(1);
        (await WriteAsync(place)).ShouldBe(0);
        await ScoredAsync(place, "b", 2);
        (await WriteAsync(place)).ShouldBe(1, "a call was added");
        await place.Calls.AddAsync(first with { Metadata = new CallMetadata { AgentId = "a-7" } }, Token);
        (await WriteAsync(place)).ShouldBe(1, "a call got its agent");
        (await WriteAsync(place)).ShouldBe(0);
    }

    [Fact]
    public async Task WriteAsync_WritesTheMonthAgain_WhenItWasCutOff()
    {
        await using var place = await TestWorkplace.OpenAsync();
        await ScoredAsync(place, "a", 1);
        var index = Path.Combine(place.Settings.ReportsPath, "index.html");
        Directory.CreateDirectory(index);
        await Should.ThrowAsync<InputException>(() => WriteAsync(place));
        Directory.Delete(index);
        (await WriteAsync(place)).ShouldBe(1);
        File.Exists(index).ShouldBeTrue();
    }

    private static Task<int> WriteAsync(TestWorkplace place) => place.Get<CoachingReports>().WriteAsync(Token);

    private static async Task<Call> ScoredAsync(TestWorkplace place, string name, int number)
    {
        var call = await place.AddAsync(name, number);
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        return call;
    }
}
