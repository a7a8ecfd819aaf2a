using System.Globalization;
using System.Text.RegularExpressions;

namespace CallQA.Scoring.Scorecards.Drafts;

/// <summary>Changes identifier and version in a scorecard's YAML and leaves everything else, comments too, as it was written.</summary>
public static partial class ScorecardHeading
{
    /// <summary>The text under another identifier and version; a text that does not have them on lines of their own stays as it is.</summary>
    public static string With(string yaml, string id, int version) =>
        VersionLine().Replace(IdLine().Replace(yaml, $"id: {id}", 1), string.Create(CultureInfo.InvariantCulture, $"version: {version}"), 1);

    [GeneratedRegex(@"^id:[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex IdLine();

    [GeneratedRegex(@"^version:[^\r\n#]*?(?=\s*(#|$))", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
