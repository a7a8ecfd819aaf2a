namespace CallQA.Coaching.Effects;

/// <summary>
/// Differences in differences: each coached agent's change from the days before a session to the days after it, minus the change of uncoached agents of the same team who
/// began nearest to the same level. The interval is a jackknife's over agents, coached and uncoached (Efron and Stein 1981, Ann. Statist. 9:586–596), with Student's quantile, because calls of
/// one agent are alike and one uncoached agent serves several coached ones.
/// </summary>
public sealed class EffectEstimator(EffectOptions options)
{
    /// <param name="outcomes">All calls of the coached and of everybody else, in any order.</param>
    /// <param name="coached">The sessions; of several of one agent the first counts.</param>
    /// <param name="held">All sessions held around these, whatever they worked on: whose lies within the days compared is nobody uncoached.</param>
    public CoachingEffect Estimate(IEnumerable<Outcome> outcomes, IEnumerable<CoachedAgent> coached, IEnumerable<CoachedAgent> held)
    {
        var calls = new CallsByAgent(outcomes);
        var sessions = coached.GroupBy(agent => agent.AgentId).Select(agent => agent.MinBy(session => session.At)!)
            .OrderBy(session => session.At).ThenBy(session => session.AgentId, StringComparer.Ordinal).ToList();
        var names = sessions.Select(session => session.AgentId).ToHashSet(StringComparer.Ordinal);
        var others = held.ToLookup(session => session.AgentId, session => session.At, StringComparer.Ordinal);
        var (matched, excluded) = (new List<MatchedAgent>(), new List<(CoachedAgent, Exclusion)>());
        foreach (var session in sessions)
        {
            if (calls.ChangeOf(session.AgentId, session.At, options) is not { } own)
                excluded.Add((session, Exclusion.TooFewCalls));
            else if (Match(session, own, calls, agent => names.Contains(agent) || others[agent].Any(at => IsNear(at, session.At))) is { } match)
                matched.Add(match);
            else
                excluded.Add((session, Exclusion.NobodyComparable));
        }

        return Conclude(matched, excluded);
    }

    private bool IsNear(DateTimeOffset other, DateTimeOffset at) => other >= at.AddDays(-options.Days) && other < at.AddDays(options.Days);

    private MatchedAgent? Match(CoachedAgent session, Change own, CallsByAgent calls, Func<string, bool> isCoached)
    {
        var team = calls.TeamOf(session.AgentId);
        var others = calls.Agents.Where(agent => !isCoached(agent) && calls.TeamOf(agent) == team)
            .Select(agent => (Agent: agent, Change: calls.ChangeOf(agent, session.At, options)))
            .Where(other => other.Change is not null)
            .Select(other => new Neighbour(other.Agent, other.Change!, Math.Abs(other.Change!.Before.Mean!.Value - own.Before.Mean!.Value)))
            .OrderBy(other => other.Distance).ThenBy(other => other.AgentId, StringComparer.Ordinal).ToList();
        var spread = Moments.Of(others.Select(other => other.Change.Before.Mean!.Value).Append(own.Before.Mean!.Value));
        var reach = options.Caliper * Math.Sqrt(spread.N > 1 ? spread.Variance : 0);
        var near = others.Where(other => other.Distance <= reach).ToList();

        // One agent could not be left out by the jackknife.
        return near.Count < 2 ? null : new MatchedAgent(session, own, near, options.Neighbours);
    }

    private CoachingEffect Conclude(List<MatchedAgent> matched, List<(CoachedAgent, Exclusion)> excluded)
    {
        var uncoached = matched.SelectMany(agent => agent.Compared(without: null)).Select(neighbour => neighbour.AgentId).Distinct().ToList();
        AgentEffect[] agents =
        [
            .. matched.Select(agent => new AgentEffect(
                agent.Session.AgentId, agent.Session.At, agent.Own, [.. agent.Compared(null).Select(neighbour => neighbour.AgentId)], agent.Usual(null))),
        ];
        if (matched.Count < options.MinimumAgents || uncoached.Count < options.MinimumAgents)
            return new CoachingEffect(EffectVerdict.NotEnoughCalls, null, agents, excluded, uncoached.Count);

        var value = agents.Average(agent => agent.Value);
        var half = HalfWidth(matched, uncoached);
        var effect = new Difference(value, new Interval(value - half, value + half));
        var verdict = !effect.IsClear ? EffectVerdict.NoClearEffect : effect.Value > 0 ? EffectVerdict.Better : EffectVerdict.Worse;
        return new CoachingEffect(verdict, effect, agents, excluded, uncoached.Count);
    }

    private static double HalfWidth(List<MatchedAgent> matched, List<string> uncoached)
    {
        var values = matched.ConvertAll(agent => agent.Own.Value - agent.Usual(null));
        var sum = values.Sum();
        var ofCoached = Variance([.. values.Select(value => (sum - value) / (values.Count - 1))]);
        var ofUncoached = Variance([.. uncoached.Select(left => matched.Average(agent => agent.Own.Value - agent.Usual(left)))]);
        var variance = ofCoached + ofUncoached;
        if (variance <= 0)
            return 0;

        // Welch's degrees of freedom for a sum of two estimated variances.
        var freedom = variance * variance / ((ofCoached * ofCoached / (matched.Count - 1)) + (ofUncoached * ofUncoached / (uncoached.Count - 1)));
        return Coaching.Estimate.StudentQuantile(Math.Max(1, (int)freedom)) * Math.Sqrt(variance);
    }

    /// <summary>The jackknife's variance, of what an estimate becomes when each agent in turn is left out.</summary>
    private static double Variance(double[] leftOut)
    {
        var mean = leftOut.Average();
        return (leftOut.Length - 1.0) / leftOut.Length * leftOut.Sum(value => (value - mean) * (value - mean));
    }
}
