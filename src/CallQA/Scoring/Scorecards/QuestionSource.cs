using System.Text.Json.Serialization;

namespace CallQA.Scoring.Scorecards;

/// <summary>Who answers a question.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(RuleSource), "rule")]
[JsonDerivedType(typeof(ModelSource), "model")]
[JsonDerivedType(typeof(ManualSource), "manual")]
public abstract record QuestionSource
{
    private protected QuestionSource()
    {
    }
}

/// <summary>A rule answers, from words, times and turn labels.</summary>
/// <param name="Rule">Name of the rule, for example <c>greeting</c>; <c>docs/scorecards.md</c> lists them.</param>
/// <param name="Parameters">Every parameter of the rule, defaults filled in.</param>
public sealed record RuleSource(string Rule, RuleParameters Parameters) : QuestionSource;

/// <summary>The trained models answer.</summary>
/// <param name="Criterion">Which of the three scores is the answer.</param>
public sealed record ModelSource(ModelCriterion Criterion) : QuestionSource;

/// <summary>Left to a person: the machine gives no points and does not count the question.</summary>
public sealed record ManualSource : QuestionSource;

/// <summary>The scores of the trained models.</summary>
public enum ModelCriterion
{
    /// <summary>1–5.</summary>
    Empathy,

    /// <summary>1–5.</summary>
    Courtesy,

    /// <summary>Resolved, partial or unresolved.</summary>
    Resolution,
}

/// <summary>What a scorecard tells a rule.</summary>
/// <param name="Numbers">Limits by parameter name, in the unit the rule documents.</param>
/// <param name="Phrases">Phrases by language; empty for rules that take none.</param>
public sealed record RuleParameters(
    IReadOnlyDictionary<string, double> Numbers,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Phrases);
