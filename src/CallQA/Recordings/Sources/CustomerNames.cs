namespace CallQA.Recordings.Sources;

/// <summary>Customers' names as telephone and customer systems write them.</summary>
internal static class CustomerNames
{
    // What networks and systems write where they know no name.
    private static readonly HashSet<string> Placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "unknown", "unknown caller", "anonymous", "unavailable", "private", "restricted", "blocked", "withheld", "no name", "none", "null", "n/a", "wireless caller", "cell phone",
        "toll free call", "out of area", "caller", "customer", "unbekannt", "anonym", "privat", "kunde", "kundin",
    };

    /// <summary>The name; null for a number, and for what stands where there is no name.</summary>
    /// <param name="text">As it is written, or null.</param>
    public static string? Of(string? text) => text?.Trim() is { } name && name.Any(char.IsLetter) && !Placeholders.Contains(name) ? name : null;
}
