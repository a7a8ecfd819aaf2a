using System.Security.Cryptography;
using System.Text;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Features;

/// <summary>
/// Which version of each group of features this program computes. A model keeps the versions it was fitted with, for fed with
/// other vectors it would still answer, and wrongly.
/// </summary>
internal static class FeatureVersions
{
    /// <summary>The group of what is usual in life, see <see cref="NaturalPrior"/>.</summary>
    public const string Prior = "prior";

    /// <summary>By group. Whoever changes what a group computes raises its number; the lexicon is told by its content.</summary>
    public static IReadOnlyDictionary<string, string> Current { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["call-courtesy"] = "1",
        ["call-empathy"] = "1",
        ["call-resolution"] = "1",
        ["call-words"] = "1",
        ["lexicon"] = Fingerprint(Lexicon.Text),
        [Prior] = NaturalPrior.Current.Version,
        ["surroundings"] = "1",
        ["tokens"] = "1",
        ["turn"] = "1",
    };

    /// <summary>
    /// In what a model's features differ from those that this program can compute; null when in nothing. Of the prior it knows the
    /// older versions too.
    /// </summary>
    /// <param name="trained">The versions the model was fitted with.</param>
    public static string? Difference(IReadOnlyDictionary<string, string> trained)
    {
        var groups = trained.Keys.Union(Current.Keys).Order(StringComparer.Ordinal)
            .Where(group => !Computes(group, trained.GetValueOrDefault(group)))
            .Select(group => $"{group} {trained.GetValueOrDefault(group, "none")} where this program has {Current.GetValueOrDefault(group, "none")}")
            .ToList();
        return groups.Count == 0 ? null : string.Join(", ", groups);
    }

    private static bool Computes(string group, string? version) =>
        group == Prior ? NaturalPrior.Of(version) is not null : version == Current.GetValueOrDefault(group);

    private static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
