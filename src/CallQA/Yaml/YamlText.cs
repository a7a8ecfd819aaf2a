using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CallQA.Yaml;

/// <summary>Parses files that people write in YAML.</summary>
internal static class YamlText
{
    /// <summary>Parses the one document of a text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="longest">Longest text that is read, in characters.</param>
    /// <param name="kind">What a file holds, with its article: "a scorecard".</param>
    /// <param name="problems">Where problems go.</param>
    /// <returns>The document, or null when there is a problem.</returns>
    public static YamlNode? Parse(string text, int longest, string kind, ProblemList problems)
    {
        if (text.Length > longest)
        {
            problems.Add(Mark.Empty, $"the file has {text.Length} characters; {kind} has at most {longest}.");
            return null;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new NestingGuard(new Parser(new StringReader(text))));
            if (stream.Documents.Count == 1)
                return stream.Documents[0].RootNode;
            problems.Add(Mark.Empty, $"the file holds {stream.Documents.Count} YAML documents; write one {kind[(kind.IndexOf(' ', StringComparison.Ordinal) + 1)..]} a file.");
        }
        catch (YamlException exception)
        {
            problems.Add(exception.Start, $"this is not valid YAML ({exception.Message.TrimEnd('.')}); mend the notation.");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The parser does not look for the end of the text, and for directives inside it, everywhere.
            problems.Add(Mark.Empty, "this is not valid YAML (it ends or breaks off inside a value); mend the notation.");
        }

        return null;
    }
}
