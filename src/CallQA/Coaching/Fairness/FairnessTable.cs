namespace CallQA.Coaching.Fairness;

/// <summary>
/// Compares the scores of each group with those of all others: as they are, and between calls to which people gave the same score. The second comparison is stratified by the human score:
/// the differences within the bands, weighted by n₁n₂ / (n₁ + n₂), as in the estimator of Mantel and Haenszel. Of all groups and scores that are looked at together only so many are named that 5 % may be chance.
/// </summary>
public static class FairnessTable
{
    /// <summary>Fewest calls of a group, and fewest reviewed ones.</summary>
    public const int MinimumCalls = 20;

    /// <param name="samples">The scores of all calls of one grouping that are looked at together.</param>
    /// <returns>A row a score and group: by score as they came, then by the group's name.</returns>
    public static IReadOnlyList<GroupFairness> Of(IEnumerable<FairnessSample> samples)
    {
        var rows = samples.SelectMany(Rows).ToList();
        var threshold = Significance.Threshold(rows.Where(row => row.Fairness.AtEqualHumanScores is not null).Select(row => row.Error));
        return [.. rows.Select(row => row.Fairness with { Verdict = Judge(row.Fairness, row.Error <= threshold) })];
    }

    private static IEnumerable<(GroupFairness Fairness, double Error)> Rows(FairnessSample sample)
    {
        var all = Moments.Of(sample.Calls.Select(call => call.Machine));
        var strata = sample.Calls.Where(call => call.Human is not null).ToLookup(call => sample.BandOf(call.Human!.Value));
        return sample.Calls.GroupBy(call => call.Group).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Row(group.Key, [.. group], all, strata, sample));
    }

    private static (GroupFairness Fairness, double Error) Row(
        string group, List<FairnessCall> own, Moments all, ILookup<int, FairnessCall> strata, FairnessSample sample)
    {
        var machine = Moments.Of(own.Select(call => call.Machine));
        var (mine, others) = (Mean(machine, sample), Mean(all.Without(machine), sample));
        var reviewed = own.Count(call => call.Human is not null);
        var equal = reviewed < MinimumCalls ? null : Remaining(group, strata, sample);
        return (new GroupFairness(sample.Measure, group, mine, Estimate.Compare(mine, others), reviewed, equal?.Difference, FairnessVerdict.NotEnoughCalls), equal?.Error ?? 1);
    }

    private static (Difference Difference, double Error)? Remaining(string group, ILookup<int, FairnessCall> strata, FairnessSample sample)
    {
        var bands = strata
            .Select(band => (
                Inside: Moments.Of(band.Where(call => call.Group == group).Select(call => call.Machine)),
                Outside: Moments.Of(band.Where(call => call.Group != group).Select(call => call.Machine))))
            .Where(band => band is { Inside.N: > 0, Outside.N: > 0 })
            .Select(band => (band.Inside, band.Outside, Weight: (double)band.Inside.N * band.Outside.N / (band.Inside.N + band.Outside.N))).ToList();
        var (inside, outside) = (Within([.. bands.Select(band => band.Inside)], sample), Within([.. bands.Select(band => band.Outside)], sample));
        if (inside.Freedom < 1 || outside.Freedom < 1 || bands.Sum(band => band.Outside.N) < MinimumCalls)
            return null;

        var weights = bands.Sum(band => band.Weight);
        var value = bands.Sum(band => band.Weight * (band.Inside.Mean - band.Outside.Mean)) / weights;
        var variance = bands.Sum(band => band.Weight * band.Weight * ((inside.Variance / band.Inside.N) + (outside.Variance / band.Outside.N)));
        var (error, freedom) = (Math.Sqrt(variance) / weights, Math.Min(inside.Freedom, outside.Freedom));
        var half = Estimate.StudentQuantile(freedom) * error;
        return (new Difference(value, new Interval(value - half, value + half)), error == 0 ? (value == 0 ? 1 : 0) : Significance.OfStudent(value / error, freedom));
    }

    /// <summary>The variance within bands, one for all of them: single bands hold too few calls to tell.</summary>
    private static (double Variance, int Freedom) Within(IReadOnlyCollection<Moments> bands, FairnessSample sample)
    {
        var freedom = bands.Sum(band => band.N - 1);
        var variance = bands.Where(band => band.N > 1).Sum(band => (band.N - 1) * band.Variance) / Math.Max(1, freedom);
        return (Math.Max(variance, sample.LeastVariance(bands.Sum(band => band.N))), freedom);
    }

    private static FairnessVerdict Judge(GroupFairness row, bool isClear) => row.AtEqualHumanScores switch
    {
        null => FairnessVerdict.NotEnoughCalls,
        { Sign: not 0 } difference when isClear => difference.Sign < 0 ? FairnessVerdict.ScoredLower : FairnessVerdict.ScoredHigher,
        _ => FairnessVerdict.NoClearDifference,
    };

    private static Average Mean(Moments values, FairnessSample sample) => Estimate.Measure(sample.Measure, values, MinimumCalls);
}
