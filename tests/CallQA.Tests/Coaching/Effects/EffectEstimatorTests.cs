using CallQA.Coaching.Effects;

namespace CallQA.Tests.Coaching.Effects;

public class EffectEstimatorTests
{
    private static readonly DateTimeOffset Session = SimulatedAgents.Session;

    [Fact]
    public void Estimate_IsTheDifferenceOfTheChanges_WhenNumbersAreSimple()
    {
        // Coached: +20, +20, +20, +26, +14; uncoached: +10 each. 20 − 10 = 10, from 20 agents who all began at 50.
        var calls = new[] { 20.0, 20, 20, 26, 14 }.SelectMany((change, i) => Agent($"c{i}", 50, 50 + change))
            .Concat(Enumerable.Range(0, 15).SelectMany(i => Agent($"u{i:00}", 50, 60)));

        var effect = new EffectEstimator(new EffectOptions()).Estimate(calls, Enumerable.Range(0, 5).Select(i => new CoachedAgent($"c{i}", Session)), []);

        effect.Effect!.Value.ShouldBe(10, 1e-9);

        // The uncoached all changed alike: only the coached vary, with variance 18; 2.776 × √(18 / 5) = 5.27.
        effect.Effect.Interval!.Low.ShouldBe(4.73, 0.01);
        effect.Effect.Interval.High.ShouldBe(15.27, 0.01);
        (effect.Verdict, effect.Uncoached, effect.Agents.Count).ShouldBe((EffectVerdict.Better, 5, 5));
    }

    [Fact]
    public void Estimate_HoldsTheTruth_InNinetyFiveOfAHundredSimulations()
    {
        const int Runs = 400;
        var effects = Enumerable.Range(0, Runs).Select(seed => Estimate(new SimulatedAgents(seed))).ToList();

        effects.ShouldAllBe(effect => effect.Effect != null);
        var held = effects.Count(effect => effect.Effect!.Interval!.Low <= 5 && effect.Effect.Interval.High >= 5);
        (held / (double)Runs).ShouldBeInRange(0.92, 0.98, $"held {held}");
        effects.Average(effect => effect.Effect!.Value).ShouldBe(5, 0.4);

        // What the coached alone show is as much again from beginning low by chance, and from what everybody learned.
        effects.Average(effect => effect.Agents.Average(agent => agent.Own.Value)).ShouldBeGreaterThan(9);
    }

    [Fact]
    public void Estimate_SeldomClaimsAnEffect_WhenThereIsNone()
    {
        const int Runs = 400;
        var verdicts = Enumerable.Range(1000, Runs).Select(seed => Estimate(new SimulatedAgents(seed) { Effect = 0 }).Verdict).ToList();

        verdicts.Count(verdict => verdict == EffectVerdict.NoClearEffect).ShouldBeGreaterThan((int)(0.92 * Runs));
    }

    [Fact]
    public void Estimate_LeavesOutWhoHasNoLike_WhenOnlyTheLowestWereCoached()
    {
        var effects = Enumerable.Range(0, 100).Select(seed => Estimate(new SimulatedAgents(seed) { OnlyTheLowest = true, Effect = 0, SpreadOfAgents = 12 })).ToList();

        effects.Average(effect => effect.Excluded.Count(excluded => excluded.Why == Exclusion.NobodyComparable)).ShouldBeGreaterThan(6);
        effects.Count(effect => effect.Verdict == EffectVerdict.Better).ShouldBeLessThan(10);
    }

    [Fact]
    public void Estimate_ClaimsNothing_WhenThereAreTooFewCalls()
    {
        var effect = Estimate(new SimulatedAgents(3) { CallsOnASide = 4 });

        (effect.Verdict, effect.Effect, effect.Agents.Count).ShouldBe((EffectVerdict.NotEnoughCalls, null, 0));
        effect.Excluded.ShouldAllBe(excluded => excluded.Why == Exclusion.TooFewCalls);
    }

    [Fact]
    public void Estimate_ComparesWithinATeam_WhenThereAreSeveral()
    {
        var calls = Enumerable.Range(0, 5).SelectMany(i => Agent($"c{i}", 50, 60, "North"))
            .Concat(Enumerable.Range(0, 9).SelectMany(i => Agent($"n{i}", 50, 60, "North")))
            .Concat(Enumerable.Range(0, 9).SelectMany(i => Agent($"s{i}", 50, 0, "South")));

        var effect = new EffectEstimator(new EffectOptions()).Estimate(calls, Enumerable.Range(0, 5).Select(i => new CoachedAgent($"c{i}", Session)), []);

        effect.Effect!.Value.ShouldBe(0, 1e-9);
        effect.Agents.SelectMany(agent => agent.Compared).ShouldAllBe(agent => agent.StartsWith('n'));
    }

    [Fact]
    public void Estimate_CountsAnAgentOnce_WhenThereWereSeveralSessions()
    {
        var (calls, coached) = new SimulatedAgents(11).Run();

        var again = coached.Select(agent => agent with { At = agent.At.AddDays(7) }).Concat(coached);

        new EffectEstimator(new EffectOptions()).Estimate(calls, again, []).Effect.ShouldBe(new EffectEstimator(new EffectOptions()).Estimate(calls, coached, []).Effect);
    }

    [Theory]
    [InlineData(-28, false)]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(27, false)]
    [InlineData(-29, true)]
    [InlineData(28, true)]
    public void Estimate_ComparesWithNobodyCoached_WithinTheDaysThatCount(int days, bool isCompared)
    {
        // Six colleagues at +0; the nearest of them by name was coached some days from the sessions.
        var calls = Enumerable.Range(0, 5).SelectMany(i => Agent($"c{i}", 50, 60)).Concat(Enumerable.Range(0, 6).SelectMany(i => Agent($"u{i}", 50, 50))).ToList();
        CoachedAgent[] held = [new("u0", Session.AddDays(days))];

        var effect = new EffectEstimator(new EffectOptions()).Estimate(calls, Enumerable.Range(0, 5).Select(i => new CoachedAgent($"c{i}", Session)), held);

        effect.Agents.ShouldAllBe(agent => agent.Compared.Contains("u0") == isCompared);
        effect.Agents.ShouldAllBe(agent => agent.Compared.Count == 5);
    }

    private static CoachingEffect Estimate(SimulatedAgents agents)
    {
        var (calls, coached) = agents.Run();
        return new EffectEstimator(new EffectOptions()).Estimate(calls, coached, coached);
    }

    /// <summary>Five calls before and five after, all of one value.</summary>
    private static IEnumerable<Outcome> Agent(string id, double before, double after, string team = "Support") =>
        Enumerable.Range(1, 5).SelectMany(day => new[] { new Outcome(id, team, Session.AddDays(-day), before), new Outcome(id, team, Session.AddDays(day), after) });
}
