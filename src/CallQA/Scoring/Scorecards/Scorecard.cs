using System.Text.Json.Serialization;

namespace CallQA.Scoring.Scorecards;

/// <summary>
/// The form a call is evaluated with. An evaluation names identifier and version; a changed form is a new version, so that
/// old evaluations keep their meaning.
/// </summary>
/// <param name="Id">Stable identifier, for example <c>service-call</c>.</param>
/// <param name="Version">From 1, raised with every change that matters to a score.</param>
/// <param name="Languages">The languages every text is written in, ISO 639-1.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Sections">In the order of the form.</param>
public sealed record Scorecard(
    string Id,
    int Version,
    IReadOnlyList<string> Languages,
    LocalText Title,
    IReadOnlyList<ScorecardSection> Sections)
{
    /// <summary>The YAML it was read from, with its comments; empty for one that was read from none.</summary>
    [JsonIgnore]
    public string Source { get; init; } = "";

    /// <summary>Identifier and version as evaluations name it, for example <c>service-call@1</c>.</summary>
    public string Reference => FormattableString.Invariant($"{Id}@{Version}");

    /// <summary>All questions in the order of the form.</summary>
    public IEnumerable<ScorecardQuestion> Questions => Sections.SelectMany(section => section.Questions);

    /// <summary>Finds a question.</summary>
    /// <param name="id">Its stable identifier.</param>
    /// <returns>The question, or null when the scorecard has none of that name.</returns>
    public ScorecardQuestion? Question(string id) => Questions.FirstOrDefault(question => question.Id == id);
}

/// <summary>A part of a scorecard with its own result.</summary>
/// <param name="Id">Stable identifier.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Weight">
/// Weight in the whole, above 0. Only the proportions count: the weights of the sections with applicable points are scaled to 100 %.
/// </param>
/// <param name="Questions">In the order of the form.</param>
public sealed record ScorecardSection(
    string Id,
    LocalText Title,
    double Weight,
    IReadOnlyList<ScorecardQuestion> Questions);
