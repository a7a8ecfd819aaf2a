using System.Collections.Frozen;
using CallQA.Scoring.Scorecards;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CallQA.Coaching.Sessions;

/// <summary>How one skill is coached.</summary>
/// <param name="Id">Stable identifier, for example <c>acknowledge-feelings</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Aim">What the agent is to do.</param>
/// <param name="Why">Why it matters to the customer.</param>
/// <param name="Examples">What good sounds like.</param>
/// <param name="Exercise">What to practise in the session.</param>
/// <param name="Observe">The behaviour to look for in the next calls.</param>
/// <param name="Fits">The keys of what it works on, see <see cref="CoachingFocus.Key"/>.</param>
public sealed record Playbook(
    string Id, LocalText Title, LocalText Aim, LocalText Why, IReadOnlyList<LocalText> Examples, LocalText Exercise, LocalText Observe, IReadOnlyList<string> Fits)
{
    /// <summary>Whether it is made for a focus.</summary>
    /// <param name="focus">The focus.</param>
    public bool IsFor(CoachingFocus focus) => Fits.Contains(focus.Key);
}

/// <summary>The playbooks that come with the product.</summary>
public static class Playbooks
{
    private const string Prefix = "CallQA.Playbooks.";
    private const string Suffix = ".yaml";

    private static readonly Lazy<IReadOnlyList<Playbook>> Read = new(ReadAll);

    /// <summary>All of them, by identifier.</summary>
    public static IReadOnlyList<Playbook> All => Read.Value;

    /// <summary>Finds one.</summary>
    /// <param name="id">Its identifier.</param>
    /// <returns>The playbook, or null when there is none of that name.</returns>
    public static Playbook? Find(string id) => All.FirstOrDefault(playbook => playbook.Id == id);

    private static IReadOnlyList<Playbook> ReadAll()
    {
        var yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build();
        return
        [
            .. typeof(Playbooks).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Open(yaml, name)),
        ];
    }

    private static Playbook Open(IDeserializer yaml, string name)
    {
        using var reader = new StreamReader(typeof(Playbooks).Assembly.GetManifestResourceStream(name)!);
        var file = yaml.Deserialize<PlaybookFile>(reader);
        return new(
            name[Prefix.Length..^Suffix.Length], Text(file.Title), Text(file.Aim), Text(file.Why), [.. file.Examples.Select(Text)], Text(file.Exercise), Text(file.Observe), file.Fits);
    }

    private static LocalText Text(Dictionary<string, string> texts) => new(texts.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.Trim()));

    /// <summary>A file as it is written.</summary>
    private sealed class PlaybookFile
    {
        public Dictionary<string, string> Title { get; set; } = [];

        public Dictionary<string, string> Aim { get; set; } = [];

        public Dictionary<string, string> Why { get; set; } = [];

        public List<Dictionary<string, string>> Examples { get; set; } = [];

        public Dictionary<string, string> Exercise { get; set; } = [];

        public Dictionary<string, string> Observe { get; set; } = [];

        public List<string> Fits { get; set; } = [];
    }
}
