using System.Security.Cryptography;
using System.Text;

namespace CallQA.Engines.Scoring.Features;

/// <summary>
/// Which version of each group of features this program computes. A model keeps the versions it was fitted with, for fed with
/// other vectors it would still answer, and wrongly.
/// </summary>
internal static class FeatureVersions
{
    /// <summary>By group. Whoever changes what a group computes raises its number; the lexicon is told by its content.</summary>
    public static IReadOnlyDictionary<string, string> Current { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["call-courtesy"] = "1",
        ["call-empathy"] = "1",
        ["call-resolution"] = "1",
        ["call-words"] = "1",
        ["lexicon"] = Fingerprint(Lexicon.Text),
        ["prior"] = "1",
        ["surroundings"] = "1",
        ["tokens"] = "1",
        ["turn"] = "1",
    };

    /// <summary>In what a model's features differ from those of this program; null when in nothing.</summary>
    /// <param name="trained">The versions the model was fitted with.</param>
    public static string? Difference(IReadOnlyDictionary<string, string> trained)
    {
        var groups = trained.Keys.Union(Current.Keys).Order(StringComparer.Ordinal)
            .Where(group => trained.GetValueOrDefault(group) != Current.GetValueOrDefault(group))
            .Select(group => $"{group} {trained.GetValueOrDefault(group, "none")} where this program has {Current.GetValueOrDefault(group, "none")}")
            .ToList();
        return groups.Count == 0 ? null : string.Join(", ", groups);
    }

    private static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
