using CallQA.Yaml;

namespace CallQA.Scoring.Scorecards.Drafts;

/// <summary>Where a field of a draft stands in its YAML.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Field">The field: see <see cref="DraftField"/>.</param>
public sealed record FieldPlace(int Line, int Column, string Field);

/// <summary>A draft as YAML.</summary>
/// <param name="Text">The YAML.</param>
/// <param name="Places">In the order of the text.</param>
public sealed record WrittenScorecard(string Text, IReadOnlyList<FieldPlace> Places)
{
    /// <summary>The field that a problem is about; null where none stands there.</summary>
    public string? FieldOf(YamlProblem problem) =>
        Places.LastOrDefault(place => place.Line < problem.Line || (place.Line == problem.Line && place.Column <= problem.Column))?.Field;
}
