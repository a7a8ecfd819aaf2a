using CallQA.App.Review.Queue;
using CsCheck;

namespace CallQA.App.Tests.Review.Queue;

public sealed class SamplingPlanTests
{
    private static readonly List<Candidate> Calls =
    [
        .. Enumerable.Range(0, 300).Select(number => new Candidate(
            $"call-{number:000}", $"agent-{number % 4}", number % 10 == 0 ? "complaints" : "orders", number % 100, TimeSpan.FromMinutes(number % 12))),
    ];

    [Fact]
    public void Draw_IsTheSame_ForTheSameSeed_InWhateverOrderTheCallsCome()
    {
        var plan = new SamplingPlan(5, Stratum.Queue, "2026-03");
        var drawn = plan.Draw(Calls);
        Gen.Shuffle(Calls.ToArray()).Sample(shuffled => plan.Draw(shuffled).ShouldBe(drawn), iter: 20);
        (plan with { Seed = "2026-04" }).Draw(Calls).ShouldNotBe(drawn);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void Draw_TakesSoManyOfEachAgent_OrAllThereAre(int perAgent)
    {
        var drawn = new SamplingPlan(perAgent, Stratum.Score, "x").Draw(Calls);
        drawn.GroupBy(call => call.Agent).Select(agent => agent.Count()).ShouldBe(Enumerable.Repeat(Math.Min(perAgent, 75), 4));
        drawn.Distinct().Count().ShouldBe(drawn.Count);
    }

    [Fact]
    public void Draw_TakesOfEveryStratum_HoweverSmallItIs()
    {
        var drawn = new SamplingPlan(4, Stratum.Queue, "x").Draw(Calls.Where(call => call.Agent is "agent-0" or "agent-2"));
        foreach (var agent in drawn.GroupBy(call => call.Agent)) agent.Select(call => call.Queue).Order().ShouldBe(["complaints", "complaints", "orders", "orders"]);
    }
}
