using CallQA.Scoring.Scorecards.Reading;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

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
        var root = Parse(text, sourceName, problems);
        var scorecard = root is null ? null : new DocumentReader(problems).Read(root);
        return problems.IsEmpty && scorecard is not null
            ? scorecard with { Source = text }
            : throw new ScorecardException(sourceName, problems.Ordered);
    }

    private static YamlNode? Parse(string text, string sourceName, ProblemList problems)
    {
        if (text.Length > LongestText)
        {
            problems.Add(Mark.Empty, $"the file has {text.Length} characters; a scorecard has at most {LongestText}.");
            return null;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new NestingGuard(new Parser(new StringReader(text))));
            if (stream.Documents.Count == 1)
                return stream.Documents[0].RootNode;
            problems.Add(Mark.Empty, $"the file holds {stream.Documents.Count} YAML documents; write one scorecard a file.");
            return null;
        }
        catch (YamlException exception)
        {
            problems.Add(exception.Start, $"this is not valid YAML ({exception.Message.TrimEnd('.')}); mend the notation.");
            throw new ScorecardException(sourceName, problems.Ordered, exception);
        }
    }
}
