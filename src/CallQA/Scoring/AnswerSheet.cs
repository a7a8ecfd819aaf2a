using System.Globalization;
using CallQA.Scoring.Criteria;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring;

/// <summary>Fills in the form for one call, question by question; conditions look back at the answers given so far.</summary>
internal sealed class AnswerSheet(CallFacts call, ScoringOptions options)
{
    private readonly Dictionary<string, Answer> given = [];

    public Answer Answer(ScorecardQuestion question)
    {
        var answer = Obstacle(question) ?? question.Source switch
        {
            RuleSource rule => ByRule(question, rule),
            ModelSource model => ByModel(question, model.Criterion),
            _ => LeftToAPerson(question),
        };
        given.Add(question.Id, answer);
        return answer;
    }

    private Answer? Obstacle(ScorecardQuestion question) =>
        question.Conditions.Select(condition => Unmet(question, condition)).FirstOrDefault(answer => answer is not null);

    private Answer? Unmet(ScorecardQuestion question, QuestionCondition condition) => condition switch
    {
        Answered { Question: var other } when given[other] is { Applicable: true, Choice: null } =>
            NotApplicable(question, Reasons.WaitsFor(other), needsReview: true),
        Answered { Question: var other, Values: var values } when !values.Contains(given[other].Choice) =>
            NotApplicable(question, Reasons.NotAfter(other, given[other].Choice)),
        CallHas { Feature: var feature } when !Has(feature) => NotApplicable(question, Reasons.Lacks(feature)),
        _ => null,
    };

    private bool Has(CallFeature feature) => feature switch
    {
        CallFeature.Hold => call.Holds.Count > 0,
        CallFeature.NegativeEmotion => call.Upset.Any(),
        _ => call.Metrics is not null,
    };

    private Answer ByRule(ScorecardQuestion question, RuleSource source)
    {
        var verdict = Judge(RuleCatalog.Get(source.Rule), source.Parameters);
        if (verdict.Choice is null)
            return NotApplicable(question, verdict.Reason, question.Required);

        var points = question.Option(verdict.Choice)!.Points;
        var moved = points < question.MaxPoints ? points - question.MaxPoints : points;
        var fails = question.AutoFail?.Values.Contains(verdict.Choice) == true;
        return new Answer(
            question.Id,
            verdict.Choice,
            points,
            question.MaxPoints,
            Applicable: true,
            verdict.Confidence,
            verdict.Reason.In(call.Language),
            [.. verdict.Turns.Select(turn => Quote(turn, moved / verdict.Turns.Count))],
            NeedsReview: fails || verdict.Confidence < options.ReviewBelow,
            fails);
    }

    private Verdict Judge(Criterion rule, RuleParameters parameters)
    {
        if (call.Agent.Count == 0)
            return Verdict.NotApplicable(Reasons.NoAgent);
        if (rule.NeedsTimes && call.Metrics is null)
            return Verdict.NotApplicable(Reasons.NoTimes);
        if (rule.ReadsPhrases && call.Language is not ("en" or "de"))
            return Verdict.NotApplicable(Reasons.NoPhrases(call.Language));
        return rule.Judge(call, parameters);
    }

    private Answer ByModel(ScorecardQuestion question, ModelCriterion criterion) => criterion switch
    {
        ModelCriterion.Empathy => ByModel(question, call.Scores.Empathy, Digit),
        ModelCriterion.Courtesy => ByModel(question, call.Scores.Courtesy, Digit),
        _ => ByModel(question, call.Scores.Resolution, resolution => resolution.ToString().ToLowerInvariant()),
    };

    private static Answer ByModel<T>(ScorecardQuestion question, CriterionScore<T> score, Func<T, string> choose)
        where T : struct
    {
        var choice = score.Score is { } value ? choose(value) : null;
        var fails = choice is not null && question.AutoFail?.Values.Contains(choice) == true;
        return new Answer(
            question.Id,
            choice,
            choice is null ? null : question.Option(choice)!.Points,
            question.MaxPoints,
            Applicable: true,
            score.Confidence,
            score.Reason,
            score.Evidence,
            score.NeedsReview || fails || choice is null,
            fails);
    }

    private static string Digit(int score) => score.ToString(CultureInfo.InvariantCulture);

    private Answer LeftToAPerson(ScorecardQuestion question) =>
        new(question.Id, null, null, question.MaxPoints, true, 0, Reasons.LeftToAPerson.In(call.Language), [], NeedsReview: true);

    private Answer NotApplicable(ScorecardQuestion question, Reason reason, bool needsReview = false) =>
        new(question.Id, null, null, question.MaxPoints, false, 1, reason.In(call.Language), [], needsReview);

    private Evidence Quote(int index, double contribution)
    {
        var turn = call.Turns[index].Turn;
        return new Evidence(index, turn.Speaker, turn.Text, turn.Start, turn.End, contribution);
    }
}
