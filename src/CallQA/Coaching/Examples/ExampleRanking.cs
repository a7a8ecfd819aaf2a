namespace CallQA.Coaching.Examples;

/// <summary>Which moments are wanted.</summary>
public enum ExampleView
{
    /// <summary>Those to do likewise, the best first.</summary>
    Best,

    /// <summary>Those nearest to what is usual.</summary>
    Typical,

    /// <summary>Those to do otherwise, the worst first.</summary>
    ToImprove,

    /// <summary>Pairs of one handled well and one handled badly in the same situation.</summary>
    Contrast,
}

/// <summary>Two moments of the same situation.</summary>
/// <param name="Well">The one handled well.</param>
/// <param name="Badly">The one handled badly.</param>
public sealed record ContrastPair(ExampleMoment Well, ExampleMoment Badly);

/// <summary>
/// Puts moments in the order in which they are worth hearing. One a call, and of each agent two before anybody's third: whoever listens to
/// the first ten hears different people. Equal moments are ordered by call, so that the same calls give the same list.
/// </summary>
/// <param name="trust">How far the sources may be believed.</param>
public sealed class ExampleRanking(ExampleTrust trust)
{
    /// <summary>Moments of one agent before anybody's next.</summary>
    public const int OfOneAgent = 2;

    /// <summary>What a moment is worth, from 0: contribution, times what trainers taught of its source, hearing, and the words of reviewer and trainers.</summary>
    /// <param name="moment">The moment.</param>
    public double Worth(ExampleMoment moment) =>
        Math.Abs(moment.Contribution) * trust.Of(moment) * (0.5 + (0.5 * moment.Quality)) * Factor(moment.Reviewer, 1.5, 0.4) * Factor(moment.Trainers, 2, 0);

    /// <summary>Moments in the order of a view; those of a contrast are its pairs, one after the other.</summary>
    /// <param name="moments">The moments.</param>
    /// <param name="view">Which are wanted.</param>
    public IReadOnlyList<ExampleMoment> Order(IEnumerable<ExampleMoment> moments, ExampleView view) => view switch
    {
        ExampleView.Contrast => [.. Pairs(moments).SelectMany(pair => new[] { pair.Well, pair.Badly })],
        ExampleView.Typical => Spread(Usual([.. moments])),
        _ => Spread(moments.Where(moment => moment.Good == (view == ExampleView.Best)).OrderByDescending(Worth).ThenBy(Name, StringComparer.Ordinal)),
    };

    /// <summary>
    /// Pairs of moments whose customers speak the same language and sounded alike before, the best first; of several that fit, one of the same
    /// queue. A moment is in one pair, what trainers rejected in none.
    /// </summary>
    /// <param name="moments">The moments.</param>
    public IReadOnlyList<ContrastPair> Pairs(IEnumerable<ExampleMoment> moments)
    {
        var left = moments.Where(moment => moment.Trainers != Judgement.Rejected).ToList();
        var badly = Order(left, ExampleView.ToImprove).ToList();
        var pairs = new List<ContrastPair>();
        foreach (var well in Order(left, ExampleView.Best))
        {
            var alike = badly.Where(other => other.Call.Language == well.Call.Language && other.Situation == well.Situation && other.Call.Id != well.Call.Id).ToList();
            if ((alike.Find(other => other.Call.Queue == well.Call.Queue) ?? alike.FirstOrDefault()) is not { } worse) continue;
            badly.Remove(worse);
            pairs.Add(new(well, worse));
        }

        return pairs;
    }

    private IEnumerable<ExampleMoment> Usual(List<ExampleMoment> moments)
    {
        if (moments.Count == 0) return [];
        var median = moments.Select(moment => moment.Contribution).Order().ElementAt(moments.Count / 2);
        return moments.OrderBy(moment => moment.Trainers == Judgement.Rejected).ThenBy(moment => Math.Abs(moment.Contribution - median))
            .ThenByDescending(Worth).ThenBy(Name, StringComparer.Ordinal);
    }

    // Sorting keeps the order of what is equal.
    private static List<ExampleMoment> Spread(IEnumerable<ExampleMoment> ranked)
    {
        var agents = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. ranked.DistinctBy(moment => moment.Call.Id).Select(moment => (Moment: moment, Round: Next(agents, moment.Call.AgentId ?? "call " + moment.Call.Id) / OfOneAgent))
                .OrderBy(entry => entry.Round).Select(entry => entry.Moment),
        ];
    }

    private static int Next(Dictionary<string, int> agents, string agent)
    {
        var number = agents.GetValueOrDefault(agent);
        agents[agent] = number + 1;
        return number;
    }

    private static string Name(ExampleMoment moment) => FormattableString.Invariant($"{moment.Call.Id} {moment.FirstTurn:D6}");

    private static double Factor(Judgement word, double confirmed, double rejected) => word switch
    {
        Judgement.Confirmed => confirmed,
        Judgement.Rejected => rejected,
        _ => 1,
    };
}
