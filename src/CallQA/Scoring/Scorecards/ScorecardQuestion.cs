namespace CallQA.Scoring.Scorecards;

/// <summary>One question of a scorecard.</summary>
/// <param name="Id">Stable identifier, the same in every language and version.</param>
/// <param name="Text">The question.</param>
/// <param name="Help">What a reviewer should look for; null without.</param>
/// <param name="Source">Who answers it.</param>
/// <param name="Options">The possible answers, best first.</param>
/// <param name="Conditions">All must hold for the question to apply; empty when it always does.</param>
/// <param name="Required">
/// A reviewer has to answer it, and the machine asks for review where it cannot although the question applies.
/// </param>
/// <param name="AutoFail">What fails the section or the whole; null when nothing does.</param>
public sealed record ScorecardQuestion(
    string Id,
    LocalText Text,
    LocalText? Help,
    QuestionSource Source,
    IReadOnlyList<ScorecardOption> Options,
    IReadOnlyList<QuestionCondition> Conditions,
    bool Required,
    AutoFail? AutoFail)
{
    /// <summary>Values of the options that a reviewer may choose only with a comment; empty when none needs one.</summary>
    public IReadOnlyList<string> CommentOn { get; init; } = [];

    /// <summary>Points that can be reached, above 0.</summary>
    public double MaxPoints => Options.Max(option => option.Points);

    /// <summary>Finds an option.</summary>
    /// <param name="value">Its value.</param>
    /// <returns>The option, or null when the question has none of that value.</returns>
    public ScorecardOption? Option(string value) => Options.FirstOrDefault(option => option.Value == value);
}

/// <summary>A possible answer.</summary>
/// <param name="Value">Stable value, for example <c>yes</c>, <c>4</c> or <c>partial</c>.</param>
/// <param name="Points">Points it gives, at least 0.</param>
/// <param name="Label">Its name for people.</param>
public sealed record ScorecardOption(string Value, double Points, LocalText Label);

/// <summary>How far an auto-fail reaches.</summary>
public enum AutoFailScope
{
    /// <summary>The question's section counts 0.</summary>
    Section,

    /// <summary>The whole evaluation counts 0.</summary>
    Evaluation,
}

/// <summary>An answer that fails more than its own question.</summary>
/// <param name="Values">The option values that do.</param>
/// <param name="Scope">What fails.</param>
public sealed record AutoFail(IReadOnlyList<string> Values, AutoFailScope Scope);
