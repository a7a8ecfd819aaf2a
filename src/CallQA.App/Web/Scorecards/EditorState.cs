using CallQA.Scoring.Scorecards;
using CallQA.Scoring.Scorecards.Drafts;

namespace CallQA.App.Web.Scorecards;

/// <summary>What every field of the editor needs to know.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Problems">By field.</param>
/// <param name="Before">The version it goes out from, whose identifiers stay; null for a new scorecard.</param>
internal sealed record EditorState(ScorecardDraft Draft, ILookup<string, string> Problems, Scorecard? Before)
{
    /// <summary>Identifier of a field's element.</summary>
    public static string ElementOf(string field) => $"f-{field}";

    /// <summary>Whether a section was there before.</summary>
    public bool KnowsSection(string id) => Before?.Sections.Any(section => section.Id == id) == true;

    /// <summary>Whether a question was there before.</summary>
    public bool KnowsQuestion(string id) => Before?.Question(id) is not null;

    /// <summary>Whether something is wrong with a part or with what belongs to it.</summary>
    public bool IsWrong(string part) => Problems.Any(problem => problem.Key == part || problem.Key.StartsWith(part + '.', StringComparison.Ordinal));
}
