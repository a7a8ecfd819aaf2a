namespace CallQA.Scoring.Scorecards;

/// <summary>The scorecards that come with the product.</summary>
public static class StandardScorecards
{
    private const string Prefix = "CallQA.Scorecards.";
    private const string Suffix = ".yaml";

    /// <summary>Their identifiers, in alphabetical order.</summary>
    public static IReadOnlyList<string> List() =>
        [.. typeof(StandardScorecards).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal)];

    /// <summary>Loads one.</summary>
    /// <param name="id">For example <c>service-call</c>.</param>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static Scorecard Get(string id) => ScorecardReader.Read(Text(id), $"{id}{Suffix}");

    /// <summary>The file of one, as a start for a scorecard of one's own.</summary>
    /// <param name="id">For example <c>service-call</c>.</param>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static string Text(string id)
    {
        if (!List().Contains(id))
        {
            throw new InputException(
                InputFault.Scorecard,
                $"There is no standard scorecard '{id}'; the standard scorecards are {string.Join(", ", List())}.");
        }

        using var stream = typeof(StandardScorecards).Assembly.GetManifestResourceStream($"{Prefix}{id}{Suffix}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
