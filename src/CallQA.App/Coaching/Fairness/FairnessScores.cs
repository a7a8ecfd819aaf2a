using CallQA.App.Dashboards;
using CallQA.App.Review;
using CallQA.Coaching;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Coaching.Fairness;

/// <summary>The scores of one call that are compared, each on its measure's own scale; null where there is none.</summary>
/// <param name="Overall">0–100.</param>
/// <param name="Empathy">1–5.</param>
/// <param name="Courtesy">1–5.</param>
/// <param name="Resolution">1 for resolved, else 0; of people 0.5 for partly.</param>
internal sealed record FairnessScores(double? Overall, double? Empathy, double? Courtesy, double? Resolution)
{
    private const double Partly = 0.5;

    /// <summary>The machine's.</summary>
    public static FairnessScores Of(KeptFigures call) =>
        new(call.Machine?.Overall, call.Empathy, call.Courtesy, call.Resolved is { } resolved ? resolved ? 1 : 0 : null);

    /// <summary>A reviewer's.</summary>
    public static FairnessScores Of(SubmittedReview review, Scorecard scorecard)
    {
        var said = new CriterionAnswers(scorecard, CriterionAnswers.ChoicesOf(review));
        return new(review.Overall, said.Empathy, said.Courtesy, said.Resolution switch
        {
            null => null,
            CallQA.Scoring.Resolution.Resolved => 1,
            CallQA.Scoring.Resolution.Partial => Partly,
            _ => 0,
        });
    }

    /// <summary>One of them.</summary>
    public double? On(ReportMeasure measure) => measure switch
    {
        ReportMeasure.Overall => Overall,
        ReportMeasure.Empathy => Empathy,
        ReportMeasure.Courtesy => Courtesy,
        _ => Resolution,
    };
}
