using CallQA.Scoring.Criteria;
using CallQA.Scoring.Scorecards.Reading;

namespace CallQA.Scoring.Scorecards;

/// <summary>A number that a scorecard may set for a rule.</summary>
/// <param name="Name">Its name in the scorecard.</param>
/// <param name="Unit">For example <c>s</c>, <c>words/min</c>, <c>turns</c>; empty for plain counts and shares.</param>
/// <param name="Default">Its value where the scorecard says nothing.</param>
/// <param name="Least">Smallest allowed value.</param>
/// <param name="Most">Largest allowed value.</param>
public sealed record RuleLimit(string Name, string Unit, double Default, double Least, double Most);

/// <summary>A rule as somebody who writes a scorecard sees it.</summary>
/// <param name="Name">Its name in the scorecard.</param>
/// <param name="Answers">Every answer it gives, best first; a question has exactly these options.</param>
/// <param name="Limits">The numbers that may be set.</param>
/// <param name="TakesPhrases">Whether the scorecard has to bring the phrases.</param>
public sealed record RuleDescription(string Name, IReadOnlyList<string> Answers, IReadOnlyList<RuleLimit> Limits, bool TakesPhrases);

/// <summary>Who can answer a question, and with what.</summary>
public static class ScorecardSources
{
    private static readonly string[] Degrees = ["5", "4", "3", "2", "1"];
    private static readonly string[] Resolutions = ["resolved", "partial", "unresolved"];

    /// <summary>All rules, by name.</summary>
    public static IReadOnlyList<RuleDescription> Rules { get; } =
    [
        .. RuleCatalog.All.Select(rule => new RuleDescription(
            rule.Name, rule.Outcomes, [.. rule.Parameters.Select(limit => new RuleLimit(limit.Name, limit.Unit, limit.Default, limit.Least, limit.Most))], rule.TakesPhrases)),
    ];

    /// <summary>The names of the models.</summary>
    public static IReadOnlyList<string> Models { get; } = [.. Keywords.Models.Keys];

    /// <summary>The names of what can happen in a call.</summary>
    public static IReadOnlyList<string> Features { get; } = [.. Keywords.Features.Keys];

    /// <summary>The answers of a model, best first.</summary>
    /// <param name="name">One of <see cref="Models"/>.</param>
    public static IReadOnlyList<string> AnswersOfModel(string name) => name == Keywords.Models.WordFor(ModelCriterion.Resolution) ? Resolutions : Degrees;

    /// <summary>The values a rule or model answers with; null where people choose freely.</summary>
    internal static IReadOnlyList<string>? AnswersOf(QuestionSource? source) => source switch
    {
        RuleSource rule => RuleCatalog.Get(rule.Rule).Outcomes,
        ModelSource model => AnswersOfModel(Keywords.Models.WordFor(model.Criterion)),
        _ => null,
    };
}
