using System.Globalization;
using CallQA.Scoring.Scorecards.Reading;

namespace CallQA.Scoring.Scorecards.Drafts;

/// <summary>Who answers a question of a draft.</summary>
public enum DraftSource
{
    /// <summary>A rule.</summary>
    Rule,

    /// <summary>A trained model.</summary>
    Model,

    /// <summary>A person.</summary>
    Manual,
}

/// <summary>
/// A scorecard being written: every entry is the text that somebody typed, right or wrong. <see cref="ScorecardWriter"/> makes YAML of
/// it, and <see cref="ScorecardReader"/> says what is wrong with that.
/// </summary>
/// <param name="Id">Stable identifier.</param>
/// <param name="Version">The version it is to become.</param>
/// <param name="Languages">ISO 639-1 codes.</param>
/// <param name="Title">By language.</param>
/// <param name="Sections">In the order of the form.</param>
public sealed record ScorecardDraft(
    string Id, string Version, IReadOnlyList<string> Languages, IReadOnlyDictionary<string, string> Title, IReadOnlyList<SectionDraft> Sections)
{
    /// <summary>All questions in the order of the form.</summary>
    public IEnumerable<QuestionDraft> Questions => Sections.SelectMany(section => section.Questions);

    /// <summary>A scorecard to be changed.</summary>
    public static ScorecardDraft Of(Scorecard scorecard) => new(
        scorecard.Id, Number(scorecard.Version), scorecard.Languages, Texts(scorecard, scorecard.Title),
        [
            .. scorecard.Sections.Select(section => new SectionDraft(
                section.Id, Texts(scorecard, section.Title), Number(section.Weight), [.. section.Questions.Select(question => Of(scorecard, question))])),
        ]);

    /// <summary>A number as scorecards write it.</summary>
    public static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static QuestionDraft Of(Scorecard scorecard, ScorecardQuestion question) => new(
        question.Id, Texts(scorecard, question.Text), question.Help is { } help ? Texts(scorecard, help) : new Dictionary<string, string>(), SourceOf(question.Source),
        question.Source switch { RuleSource rule => rule.Rule, ModelSource model => Keywords.Models.WordFor(model.Criterion), _ => "" },
        [.. question.Options.Select(option => new OptionDraft(option.Value, Number(option.Points), Texts(scorecard, option.Label)))])
    {
        Limits = question.Source is RuleSource { Parameters.Numbers: { } numbers } ? numbers.ToDictionary(limit => limit.Key, limit => Number(limit.Value)) : new Dictionary<string, string>(),
        Phrases = question.Source is RuleSource { Parameters.Phrases: { } phrases } ? phrases.ToDictionary(entry => entry.Key, entry => string.Join('\n', entry.Value)) : new Dictionary<string, string>(),
        Conditions = [.. question.Conditions.Select(Of)],
        Required = question.Required,
        FailsOn = question.AutoFail?.Values ?? [],
        Fails = question.AutoFail?.Scope ?? AutoFailScope.Section,
        CommentOn = question.CommentOn,
    };

    private static DraftSource SourceOf(QuestionSource source) => source switch { RuleSource => DraftSource.Rule, ModelSource => DraftSource.Model, _ => DraftSource.Manual };

    private static ConditionDraft Of(QuestionCondition condition) => condition switch
    {
        Answered answered => new("", answered.Question, answered.Values),
        CallHas { Feature: var feature } => new(Keywords.Features.WordFor(feature), "", []),
        _ => new("", "", []),
    };

    private static Dictionary<string, string> Texts(Scorecard scorecard, LocalText text) => scorecard.Languages.ToDictionary(language => language, text.In);
}

/// <summary>A section being written.</summary>
/// <param name="Id">Stable identifier.</param>
/// <param name="Title">By language.</param>
/// <param name="Weight">A number above 0.</param>
/// <param name="Questions">In the order of the form.</param>
public sealed record SectionDraft(string Id, IReadOnlyDictionary<string, string> Title, string Weight, IReadOnlyList<QuestionDraft> Questions);

/// <summary>A question being written.</summary>
/// <param name="Id">Stable identifier.</param>
/// <param name="Text">By language.</param>
/// <param name="Help">By language; without any text there is no help.</param>
/// <param name="Source">Who answers it.</param>
/// <param name="Name">Of the rule or model; empty for a person.</param>
/// <param name="Options">Best first.</param>
public sealed record QuestionDraft(
    string Id, IReadOnlyDictionary<string, string> Text, IReadOnlyDictionary<string, string> Help, DraftSource Source, string Name, IReadOnlyList<OptionDraft> Options)
{
    /// <summary>The rule's numbers by name.</summary>
    public IReadOnlyDictionary<string, string> Limits { get; init; } = new Dictionary<string, string>();

    /// <summary>The rule's phrases by language, one a line.</summary>
    public IReadOnlyDictionary<string, string> Phrases { get; init; } = new Dictionary<string, string>();

    /// <summary>When it applies.</summary>
    public IReadOnlyList<ConditionDraft> Conditions { get; init; } = [];

    /// <summary>Whether it has to be answered.</summary>
    public bool Required { get; init; }

    /// <summary>Answers that fail more than the question.</summary>
    public IReadOnlyList<string> FailsOn { get; init; } = [];

    /// <summary>What they fail.</summary>
    public AutoFailScope Fails { get; init; }

    /// <summary>Answers that need a comment.</summary>
    public IReadOnlyList<string> CommentOn { get; init; } = [];
}

/// <summary>A possible answer being written.</summary>
/// <param name="Value">Stable value.</param>
/// <param name="Points">A number from 0 on.</param>
/// <param name="Label">By language.</param>
public sealed record OptionDraft(string Value, string Points, IReadOnlyDictionary<string, string> Label);

/// <summary>A condition being written.</summary>
/// <param name="Feature">What has to happen in the call; empty where an answer is waited for.</param>
/// <param name="Question">The earlier question.</param>
/// <param name="Values">Its answers.</param>
public sealed record ConditionDraft(string Feature, string Question, IReadOnlyList<string> Values);
