using CallQA.App.Coaching.Effects;
using CallQA.App.Search;
using CallQA.App.Scorecards;
using CallQA.App.Tests.Jobs;
using CallQA.Coaching;
using CallQA.Coaching.Effects;
using CallQA.Coaching.Sessions;

namespace CallQA.App.Tests.Coaching.Sessions;

public abstract partial class CoachingContract
{
    private static readonly CoachingFocus Empathy = new(ReportMeasure.Empathy, null);

    private EffectReader Effects => new(Contexts, new ScorecardStore(Contexts, new FakeEngines().Engines, clock), new());

    [Fact]
    public async Task Effect_IsWhatTheCoachedChangedMore_WhenSessionsWereHeld()
    {
        foreach (var agent in Enumerable.Range(0, 6)) await AroundTodayAsync($"left-{agent}", before: 3, after: 3);
        foreach (var agent in Enumerable.Range(0, 5))
        {
            await AroundTodayAsync($"held-{agent}", before: 3, after: 4);
            await HoldAsync($"held-{agent}");
        }

        var effect = await Effects.ReadAsync(Empathy, Today.AddDays(-7), Today, CallCriteria.NoCalls, Token);

        (effect.Verdict, effect.Effect!.Value, effect.Uncoached).ShouldBe((EffectVerdict.Better, 1, 5));
        effect.Agents.Select(agent => agent.AgentId).ShouldBe(["held-0", "held-1", "held-2", "held-3", "held-4"]);
        var blind = await Effects.ReadAsync(Empathy, Today.AddDays(-7), Today, new HashSet<string> { "held-0-5" }, Token);
        blind.Excluded.Select(excluded => excluded.Agent.AgentId).ShouldBe(["held-0"], "a call that the reader has to score blind is left out");
        (await Effects.ReadAsync(new(ReportMeasure.Courtesy, null), Today.AddDays(-7), Today, CallCriteria.NoCalls, Token)).Agents.ShouldBeEmpty("the sessions were about empathy");
        (await Effects.ReadAsync(Empathy, Today.AddDays(-7), Today.AddDays(-1), CallCriteria.NoCalls, Token)).Agents.ShouldBeEmpty("they were held later");
    }

    [Fact]
    public async Task Effect_NamesWhoCannotBeCompared_WhenCallsAreFew()
    {
        await CallsAsync("a-7", (-1, 3));
        await HoldAsync("a-7");

        var effect = await Effects.ReadAsync(Empathy, Today, Today, CallCriteria.NoCalls, Token);

        (effect.Verdict, effect.Effect).ShouldBe((EffectVerdict.NotEnoughCalls, null));
        effect.Excluded.Select(excluded => (excluded.Agent.AgentId, excluded.Why)).ShouldBe([("a-7", Exclusion.TooFewCalls)]);
    }

    [Theory]
    [InlineData("measure:empathy", -8, "coached on the same the day before the first day shown")]
    [InlineData("measure:empathy", 1, "coached on the same after the last day shown")]
    [InlineData("measure:overall", 0, "coached on something else")]
    public async Task Effect_ComparesWithNobodyWhoWasCoachedMeanwhile(string focus, int day, string because)
    {
        clock.Advance(TimeSpan.FromDays(1));
        foreach (var agent in Enumerable.Range(0, 6)) await AroundTodayAsync($"left-{agent}", before: 3, after: 3);
        await AroundTodayAsync("also", before: 3, after: 5);
        await Sessions.HoldAsync(await PlanAsync(Wanted() with { AgentId = "also", Focus = focus, To = focus == "measure:overall" ? 100 : 5 }), Today.AddDays(day), coach, Token);
        foreach (var agent in Enumerable.Range(0, 5))
        {
            await AroundTodayAsync($"held-{agent}", before: 3, after: 4);
            await HoldAsync($"held-{agent}");
        }

        var effect = await Effects.ReadAsync(Empathy, Today.AddDays(-7), Today, CallCriteria.NoCalls, Token);

        effect.Effect!.Value.ShouldBe(1, 1e-9, because);
        effect.Agents.SelectMany(agent => agent.Compared).ShouldNotContain("also", because);
    }

    [Fact]
    public async Task Effect_CountsNoFollowUp_OfCoachingThatBeganBefore()
    {
        foreach (var agent in new[] { "long-ago", "lately", "new" }) await CallsAsync(agent, (-1, 3));
        foreach (var (agent, began) in new[] { ("long-ago", -30), ("lately", -10) })
        {
            var first = await PlanAsync(Wanted() with { AgentId = agent, Template = "four-weeks" });
            var sessions = (await Lists.FindAsync(first, null, Token))!.Others;
            await Sessions.HoldAsync(sessions[0].Id, Today.AddDays(began), coach, Token);
            await Sessions.HoldAsync(sessions[1].Id, Today, coach, Token);
        }

        await CallsAsync("again", (-1, 3));
        await Sessions.HoldAsync(await PlanAsync(Wanted() with { AgentId = "again" }), Today.AddDays(-20), coach, Token);
        await HoldAsync("again");
        await HoldAsync("new");

        var effect = await Effects.ReadAsync(Empathy, Today.AddDays(-7), Today, CallCriteria.NoCalls, Token);

        effect.Excluded.Select(excluded => excluded.Agent.AgentId).ShouldBe(["new"], "of the others there was coaching before the first day shown");
    }

    private Task AroundTodayAsync(string agent, int before, int after) => CallsAsync(
        agent, [.. Enumerable.Range(1, 5).Select(day => (-day, before)), .. Enumerable.Range(1, 5).Select(day => (day, after))]);

    private async Task HoldAsync(string agent) =>
        (await Sessions.HoldAsync(await PlanAsync(Wanted() with { AgentId = agent }), Today, coach, Token)).ShouldBeTrue();
}
