namespace CallQA.Coaching;

/// <summary>What a report needs of a scorecard: order and wording, in the report's language.</summary>
/// <param name="Scorecard">Identifier and version, as in the evaluations.</param>
/// <param name="Sections">In the scorecard's order.</param>
public sealed record ReportForm(string Scorecard, IReadOnlyList<FormSection> Sections);

/// <summary>A section of the form.</summary>
/// <param name="Id">Stable identifier.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Questions">In the scorecard's order.</param>
public sealed record FormSection(string Id, string Title, IReadOnlyList<FormQuestion> Questions);

/// <summary>A question of the form.</summary>
/// <param name="Id">Stable identifier.</param>
/// <param name="Text">Its wording.</param>
public sealed record FormQuestion(string Id, string Text);
