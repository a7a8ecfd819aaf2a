using CallQA.Yaml;
using YamlDotNet.RepresentationModel;

namespace CallQA.Scoring.Scorecards.Reading;

/// <summary>Reads texts, each of which has to be there in every language of the scorecard.</summary>
/// <param name="languages">The scorecard's languages; when it names none, which is a problem of its own, any will do.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class LocalTexts(IReadOnlyList<string> languages, ProblemList problems)
{
    public IReadOnlyList<string> Languages => languages;

    /// <summary>A language for examples in messages.</summary>
    public string Example => languages.Count > 0 ? languages[0] : "en";

    public LocalText? Required(Fields fields, string key, string what) =>
        fields.Required(key) is { } node ? Read(node, key, what) : null;

    public LocalText? Optional(Fields fields, string key, string what) =>
        fields.Optional(key) is { } node ? Read(node, key, what) : null;

    private LocalText? Read(YamlNode node, string key, string what)
    {
        if (node is not YamlMappingNode mapping)
        {
            problems.Add(node, $"{what} needs its {key} by language; write '{key}: {{ {Example}: … }}'.");
            return null;
        }

        var texts = mapping.Children
            .Where(entry => entry is { Key: YamlScalarNode, Value: YamlScalarNode { Value.Length: > 0 } })
            .ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => ((YamlScalarNode)entry.Value).Value!.Trim());
        foreach (var (language, _) in mapping.Children)
        {
            if (languages.Count > 0 && !languages.Contains((language as YamlScalarNode)?.Value))
                problems.Add(language, $"{what} has a {key} in '{language}', which is not among the scorecard's languages; add it there.");
        }

        foreach (var missing in languages.Where(language => !texts.ContainsKey(language)))
            problems.Add(node, $"{what} has no {key} in '{missing}'; add it.");
        return texts.Count == 0 ? null : new LocalText(texts);
    }
}
