using CallQA.Scoring;

namespace CallQA.Coaching;

/// <summary>Counts the scores of the three criteria.</summary>
internal static class CriterionTally
{
    public static RatingSummary Rating(ReportMeasure measure, ReportSample sample, int minimum)
    {
        var scores = CallValues.Evaluations(sample.Own).Select(evaluation => Score(measure, evaluation)).ToList();
        return new RatingSummary(
            sample.Measure(measure, minimum),
            [.. Enumerable.Range(1, 5).Select(value => scores.Count(score => score.Score == value))],
            Unreviewed(sample).Select(evaluation => Score(measure, evaluation)).Count(score => score is { Score: not null, NeedsReview: true }),
            scores.Count(score => score.Score is null));
    }

    public static ResolutionSummary Resolution(ReportSample sample, int minimum)
    {
        var scores = CallValues.Evaluations(sample.Own).Select(evaluation => evaluation.Scores.Resolution).ToList();
        return new ResolutionSummary(
            scores.Count(score => score.Score == Scoring.Resolution.Resolved),
            scores.Count(score => score.Score == Scoring.Resolution.Partial),
            scores.Count(score => score.Score == Scoring.Resolution.Unresolved),
            sample.Measure(ReportMeasure.Resolution, minimum),
            Unreviewed(sample).Count(evaluation => evaluation.Scores.Resolution is { Score: not null, NeedsReview: true }),
            scores.Count(score => score.Score is null));
    }

    public static TurnAroundSummary TurnAround(ReportSample sample, int minimum)
    {
        var moods = CallValues.Evaluations(sample.Own).Select(evaluation => evaluation.CustomerMood).ToList();
        return new TurnAroundSummary(
            moods.Count(mood => mood?.TurnedRound == true),
            moods.Count(mood => mood?.TurnedRound == false),
            moods.Count(mood => mood?.BeganUpset == false),
            moods.Count(mood => mood is null or { BeganUpset: null } or { BeganUpset: true, TurnedRound: null }),
            sample.Measure(ReportMeasure.TurnedRound, minimum));
    }

    private static IEnumerable<Evaluation> Unreviewed(ReportSample sample) => CallValues.Evaluations(sample.Own.Where(call => !call.IsReviewed));

    private static CriterionScore<int> Score(ReportMeasure measure, Evaluation evaluation) =>
        measure == ReportMeasure.Empathy ? evaluation.Scores.Empathy : evaluation.Scores.Courtesy;
}
