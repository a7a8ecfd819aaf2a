namespace CallQA.Engines.Scoring.Quality;

/// <summary>Area under the ROC curve: how often a positive case scores above a negative one, ties counting half.</summary>
internal static class RankingQuality
{
    /// <summary>0–1, 0.5 for chance; null without cases of both kinds.</summary>
    public static double? Auc(IReadOnlyList<(double Score, bool Positive)> cases)
    {
        var positives = (double)cases.Count(one => one.Positive);
        var negatives = cases.Count - positives;
        if (positives == 0 || negatives == 0)
            return null;
        var (rank, sum) = (0, 0.0);
        foreach (var ties in cases.GroupBy(one => one.Score).OrderBy(group => group.Key))
        {
            var size = ties.Count();
            sum += ties.Count(one => one.Positive) * (rank + ((size + 1) / 2.0));
            rank += size;
        }

        return (sum - (positives * (positives + 1) / 2)) / (positives * negatives);
    }
}
