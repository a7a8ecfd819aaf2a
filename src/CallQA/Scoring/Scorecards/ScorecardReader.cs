using CallQA.Scoring.Scorecards.Reading;
using CallQA.Yaml;

namespace CallQA.Scoring.Scorecards;

/// <summary>Reads scorecards from YAML. The form is described in <c>docs/scorecards.md</c>.</summary>
public static class ScorecardReader
{
    /// <summary>Longest text that is read, in characters; a scorecard of a hundred questions has a tenth of it.</summary>
    public const int LongestText = 1_000_000;

    /// <summary>Reads one scorecard.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="sourceName">The file as the user knows it, for messages.</param>
    /// <exception cref="ScorecardException">
    /// The text is no scorecard; the message names all problems with line and column and says what to do.
    /// </exception>
    public static Scorecard Read(string text, string sourceName)
    {
        var problems = new ProblemList();
        var root = YamlText.Parse(text, LongestText, "a scorecard", problems);
        var scorecard = root is null ? null : new DocumentReader(problems).Read(root);
        return problems.IsEmpty && scorecard is not null
            ? scorecard with { Source = text }
            : throw new ScorecardException(sourceName, problems.Ordered);
    }
}
