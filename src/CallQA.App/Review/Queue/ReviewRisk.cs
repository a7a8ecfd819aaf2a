using CallQA.Scoring;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Review.Queue;

/// <summary>Why a call was put before a reviewer.</summary>
public enum QueueReason
{
    /// <summary>An answer of the machine fails a section or the whole evaluation.</summary>
    AutoFail,

    /// <summary>Rules and models judge the same section very differently.</summary>
    Disagreement,

    /// <summary>The customer's mood turns for the worse.</summary>
    CustomerTurned,

    /// <summary>Answers that the machine is not sure of.</summary>
    LowConfidence,

    /// <summary>A sampling plan drew it.</summary>
    Sample,

    /// <summary>The scoring models learn most from its review.</summary>
    TeachesMost,
}

/// <summary>How much a call needs a person.</summary>
/// <param name="Risk">0 for nothing conspicuous, 1 for everything.</param>
/// <param name="Reasons">What was found, weightiest first.</param>
internal sealed record RiskAssessment(double Risk, IReadOnlyList<QueueReason> Reasons);

/// <summary>Finds in a machine's evaluation what a person should look at.</summary>
internal static class ReviewRisk
{
    /// <summary>Percentage points between rules and models of one section that count as disagreement.</summary>
    public const double Disagreement = 50;

    /// <summary>Share of the applicable answers that, when the machine is unsure of it, puts a call before a person for that alone.</summary>
    public const double MuchUnsure = 1.0 / 3;

    private const double AutoFailWeight = 4;
    private const double DisagreementWeight = 2;
    private const double TurnedWeight = 2;
    private const double UnsureWeight = 2;
    private const double All = AutoFailWeight + DisagreementWeight + TurnedWeight + UnsureWeight;

    /// <param name="evaluation">The machine's.</param>
    /// <param name="scorecard">What it answers.</param>
    /// <param name="mood">How the customer's mood changes over the call.</param>
    public static RiskAssessment Assess(Evaluation evaluation, Scorecard scorecard, MoodChange mood)
    {
        var answers = evaluation.Answers.ToDictionary(answer => answer.Question);
        var unsure = Unsure(evaluation);
        (QueueReason Reason, double Weight)[] found =
        [
            (QueueReason.AutoFail, evaluation.Answers.Any(answer => answer.AutoFail) ? AutoFailWeight : 0),
            (QueueReason.Disagreement, scorecard.Sections.Any(section => Disagree(section, answers)) ? DisagreementWeight : 0),
            (QueueReason.CustomerTurned, mood == MoodChange.Worse ? TurnedWeight : 0),
            (QueueReason.LowConfidence, UnsureWeight * UnsureShare(unsure, scorecard, answers)),
        ];
        return new(found.Sum(entry => entry.Weight) / All, [.. found.Where(entry => entry.Weight > 0).Select(entry => entry.Reason)]);
    }

    // Share of the applicable answers.
    private static double Unsure(Evaluation evaluation)
    {
        var applicable = evaluation.Answers.Where(answer => answer.Applicable).ToList();
        return applicable.Count == 0 ? 1 : (double)applicable.Count(answer => answer is { NeedsReview: true, AutoFail: false }) / applicable.Count;
    }

    private static double UnsureShare(double unsure, Scorecard scorecard, Dictionary<string, Answer> answers) => unsure switch
    {
        0 => 0,
        >= MuchUnsure => 1,
        // A verdict that can fail a whole call is not left to a machine that is unsure of it.
        _ when scorecard.Questions.Any(question => question.AutoFail is not null && answers.GetValueOrDefault(question.Id) is { Applicable: true, NeedsReview: true, AutoFail: false }) => 1,
        _ => (1 + unsure) / 2,
    };

    private static bool Disagree(ScorecardSection section, Dictionary<string, Answer> answers) =>
        Percent<RuleSource>(section, answers) is { } rules && Percent<ModelSource>(section, answers) is { } models && Math.Abs(rules - models) >= Disagreement;

    private static double? Percent<TSource>(ScorecardSection section, Dictionary<string, Answer> answers)
        where TSource : QuestionSource
    {
        var counted = section.Questions.Where(question => question.Source is TSource)
            .Select(question => answers.GetValueOrDefault(question.Id)).Where(answer => answer?.Points is not null).ToList();
        return counted.Count == 0 ? null : 100 * counted.Sum(answer => answer!.Points!.Value) / counted.Sum(answer => answer!.MaxPoints);
    }
}
