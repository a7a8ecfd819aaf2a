using CallQA.Scoring.Scorecards;

namespace CallQA.Coaching;

/// <summary>What a report needs of a scorecard: order and wording.</summary>
/// <param name="Scorecard">Identifier and version, as in the evaluations.</param>
/// <param name="Language">The report's language, ISO 639-1.</param>
/// <param name="Sections">In the scorecard's order, worded in that language.</param>
public sealed record ReportForm(string Scorecard, string Language, IReadOnlyList<FormSection> Sections)
{
    /// <summary>The form of a scorecard in a language.</summary>
    /// <param name="scorecard">The scorecard behind the evaluations.</param>
    /// <param name="language">The report's language, ISO 639-1.</param>
    public static ReportForm Of(Scorecard scorecard, string language) => new(
        scorecard.Reference,
        language,
        [
            .. scorecard.Sections.Select(section => new FormSection(
                section.Id,
                section.Title.In(language),
                [.. section.Questions.Select(question => new FormQuestion(question.Id, question.Text.In(language)))])),
        ]);
}

/// <summary>A section of the form.</summary>
/// <param name="Id">Stable identifier.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Questions">In the scorecard's order.</param>
public sealed record FormSection(string Id, string Title, IReadOnlyList<FormQuestion> Questions);

/// <summary>A question of the form.</summary>
/// <param name="Id">Stable identifier.</param>
/// <param name="Text">Its wording.</param>
public sealed record FormQuestion(string Id, string Text);
