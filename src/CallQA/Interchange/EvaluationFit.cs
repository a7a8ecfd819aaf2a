using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.Interchange;

/// <summary>Whether an evaluation that came with a transcript can be the machine's of it: whole, in range, adding up, and citing only what is said.</summary>
internal static class EvaluationFit
{
    private const int LongestReason = 2000;
    private const int LongestName = 200;
    private const double Rounding = 0.001;

    /// <summary>Why it cannot; null when it can.</summary>
    /// <param name="evaluation">The evaluation as it came; anything may be missing.</param>
    /// <param name="transcript">The transcript that is taken over.</param>
    /// <param name="scorecard">The scorecard that it names, as it is here.</param>
    public static string? Objection(Evaluation evaluation, Transcript transcript, Scorecard scorecard)
    {
        if (!IsWhole(evaluation))
            return "it is not whole";
        if (!Criteria(evaluation.Scores).All(criterion => IsIn(criterion.Confidence, 1) && criterion.Reason.Length <= LongestReason)
            || evaluation.Scores.Empathy.Score is < 1 or > 5 || evaluation.Scores.Courtesy.Score is < 1 or > 5
            || evaluation.Scores.Resolution.Score is { } resolution && !Enum.IsDefined(resolution))
            return "one of its scores is out of range";
        if (evaluation.CustomerMood is { IsSound: false })
            return "its mood of the customer is none that a call can have";
        if (!evaluation.Answers.Select(answer => answer.Question).SequenceEqual(scorecard.Questions.Select(question => question.Id))
            || !evaluation.Answers.Zip(scorecard.Questions).All(pair => Answers(pair.First, pair.Second)))
            return "its answers are none to its scorecard";
        if (!AddsUp(evaluation, Totals.Of(scorecard, evaluation.Answers)))
            return "its results do not follow from its answers";
        return Cited(evaluation).All(evidence => IsSaid(evidence, transcript)) && (evaluation.CustomerEmotions ?? []).All(emotion => IsFelt(emotion, transcript))
            ? null
            : "it cites what the transcript does not say";
    }

    /// <summary>All sentences that it holds of its own.</summary>
    public static IEnumerable<string> Reasons(Evaluation evaluation) =>
        Criteria(evaluation.Scores).Select(criterion => criterion.Reason).Concat(evaluation.Answers.Select(answer => answer.Reason));

    // Whoever reads JSON gets null where a value is missing, whatever the type says.
    private static bool IsWhole(Evaluation evaluation) =>
        evaluation is { Evaluator: Evaluator.Machine, Model: { Length: > 0 and <= LongestName } model, Scores: { Empathy: not null, Courtesy: not null, Resolution: not null }, Answers: not null, Sections: not null, EvaluatedAt.Year: > 2000 }
        && !model.Any(char.IsControl)
        && Criteria(evaluation.Scores).All(criterion => criterion is { Reason: not null, Evidence: not null })
        && evaluation.Answers.All(answer => answer is { Question: not null, Reason: not null, Evidence: not null })
        && evaluation.Sections.All(section => section?.Section is not null)
        && Cited(evaluation).All(evidence => evidence?.Quote is not null)
        && (evaluation.CustomerEmotions ?? []).All(emotion => emotion?.Emotion is not null);

    private static IEnumerable<(double Confidence, string Reason, IReadOnlyList<Evidence> Evidence)> Criteria(CallScores scores) =>
    [
        (scores.Empathy.Confidence, scores.Empathy.Reason, scores.Empathy.Evidence),
        (scores.Courtesy.Confidence, scores.Courtesy.Reason, scores.Courtesy.Evidence),
        (scores.Resolution.Confidence, scores.Resolution.Reason, scores.Resolution.Evidence),
    ];

    private static IEnumerable<Evidence> Cited(Evaluation evaluation) =>
        Criteria(evaluation.Scores).SelectMany(criterion => criterion.Evidence).Concat(evaluation.Answers.SelectMany(answer => answer.Evidence));

    private static bool Answers(Answer answer, ScorecardQuestion question)
    {
        if (!IsIn(answer.Confidence, 1) || answer.Reason.Length > LongestReason || Differ(answer.MaxPoints, question.MaxPoints))
            return false;
        if (answer.Choice is null)
            return answer is { Points: null, AutoFail: false };
        return answer is { Applicable: true, Points: { } points } && question.Option(answer.Choice) is { } option && !Differ(points, option.Points)
            && answer.AutoFail == (question.AutoFail?.Values.Contains(answer.Choice) == true);
    }

    private static bool AddsUp(Evaluation evaluation, Totals totals) =>
        !Differ(evaluation.Overall, totals.Overall)
        && evaluation.Sections.Count == totals.Sections.Count
        && evaluation.Sections.Zip(totals.Sections).All(pair =>
            pair.First.Section == pair.Second.Section && !Differ(pair.First.Percent, pair.Second.Percent) && !Differ(pair.First.Weight, pair.Second.Weight))
        && evaluation.NeedsReview == (evaluation.Scores.Empathy.NeedsReview || evaluation.Scores.Courtesy.NeedsReview || evaluation.Scores.Resolution.NeedsReview
            || evaluation.Answers.Any(answer => answer.NeedsReview));

    private static bool IsSaid(Evidence evidence, Transcript transcript) =>
        evidence.Turn >= 0 && evidence.Turn < transcript.Turns.Count && double.IsFinite(evidence.Contribution)
        && transcript.Turns[evidence.Turn] is var turn && turn.Speaker == evidence.Speaker && turn.Text.Contains(evidence.Quote, StringComparison.Ordinal)
        && IsInside(evidence.Start, turn) && IsInside(evidence.End, turn);

    private static bool IsInside(TimeSpan? time, Turn turn) =>
        time is not { } moment || (turn is { Start: { } start, End: { } end } && moment.TotalSeconds >= start.TotalSeconds - Rounding && moment.TotalSeconds <= end.TotalSeconds + Rounding);

    private static bool IsFelt(CustomerEmotion emotion, Transcript transcript) =>
        emotion.Turn >= 0 && emotion.Turn < transcript.Turns.Count && transcript.Turns[emotion.Turn].Speaker == Speaker.Customer
        && emotion.Emotion.Length is > 0 and <= 40 && emotion.Emotion.All(letter => char.IsAsciiLetterLower(letter) || letter == '-');

    private static bool IsIn(double value, double most) => value >= 0 && value <= most;

    private static bool Differ(double? one, double? other) => one is null != other is null || Math.Abs((one ?? 0) - (other ?? 0)) > Rounding;
}
