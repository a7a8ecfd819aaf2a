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

    [Fact]
    public void DrawOf_LetsTheOtherStrataGoFirst_WhenSomeWereDrawnBefore()
    {
        var calls = Calls.Where(call => call.Agent == "agent-0").ToList();
        var before = calls.Where(call => call.Queue == "complaints").Take(2).ToList();
        var drawn = new SamplingPlan(4, Stratum.Queue, "x").DrawOf([.. calls.Except(before)], before, 2);
        drawn.Select(call => call.Queue).ShouldBe(["orders", "orders"]);
    }

    [Fact]
    public void DueOf_GrowsToAllOfThePeriod_AndNotForAllAgentsAtOnce()
    {
        var plan = new SamplingPlan(1, Stratum.Queue, "2026-03");
        var days = Enumerable.Range(0, 400).Select(agent => Enumerable.Range(0, 31).First(day => plan.DueOf($"agent-{agent}", day / 30.0) == 1)).ToList();
        days.Average().ShouldBeInRange(12, 18, "the first day of the month is no better than the last");
        foreach (var most in new[] { 3, 100 })
            Gen.Double[0, 1].Array[2].Sample(shares => (plan with { PerAgent = most }).DueOf("a", shares.Min()).ShouldBeInRange(0, (plan with { PerAgent = most }).DueOf("a", shares.Max())));
        (plan with { PerAgent = 7 }).DueOf("a", 1).ShouldBe(7);
    }
}
