using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>
/// Measures the conversations of one origin with whatever labels they carry. Scores count where the product gives them; rankings take every
/// conversation, as most origins hold single turns.
/// </summary>
internal static class OriginReport
{
    public static OriginQuality Of(string origin, IReadOnlyList<EvaluatedCall> calls) => new(
        origin,
        calls.Count,
        Scale(Criterion.Empathy, calls),
        Scale(Criterion.Courtesy, calls),
        Scale(Criterion.Resolution, calls),
        Success(calls),
        Ranking([.. calls.SelectMany(call => call.EmpathicTurns)], []),
        Ranking([.. calls.SelectMany(call => call.PoliteTurns)], []));

    private static double? Scale(Criterion criterion, IReadOnlyList<EvaluatedCall> calls)
    {
        var pairs = calls.Where(call => criterion.Score(call.Labels) is not null && call.IsScorable(criterion)).Select(call => call.Pair(criterion)).ToList();
        return pairs.Count == 0 ? null
            : criterion.Ordered ? LabelAgreement.QuadraticKappa(pairs)
            : LabelAgreement.MacroF1(pairs, criterion.Labels.Count);
    }

    private static RankingFigures Success(IReadOnlyList<EvaluatedCall> calls)
    {
        var judged = calls.Where(call => call.Success is not null).ToList();
        return Ranking(
            judged.ConvertAll(call => (call.Predictions[Criterion.Resolution.Name].Mean, call.Success!.Value)),
            judged.ConvertAll(call => (KeywordBaseline.Success(call.Prepared.Dialogue), call.Success!.Value)));
    }

    private static RankingFigures Ranking(
        List<(double Score, bool Positive)> model, List<(double Score, bool Positive)> keywords) =>
        new(model.Count, model.Count(one => one.Positive), RankingQuality.Auc(model), RankingQuality.Auc(keywords));
}
