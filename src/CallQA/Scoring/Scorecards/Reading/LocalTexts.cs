using YamlDotNet.RepresentationModel;

namespace CallQA.Scoring.Scorecards.Reading;

/// <summary>Reads texts, each of which has to be there in every language of the scorecard.</summary>
internal sealed class LocalTexts(IReadOnlyList<string> languages, ProblemList problems)
{
    public IReadOnlyList<string> Languages => languages;

    public LocalText? Required(Fields fields, string key, string what) =>
        fields.Required(key) is { } node ? Read(node, key, what) : null;

    public LocalText? Optional(Fields fields, string key, string what) =>
        fields.Optional(key) is { } node ? Read(node, key, what) : null;

    private LocalText? Read(YamlNode node, string key, string what)
    {
        if (node is not YamlMappingNode mapping)
        {
            problems.Add(node, $"{what} needs its {key} by language; write '{key}: {{ {languages[0]}: … }}'.");
            return null;
        }

        var texts = mapping.Children
            .Where(entry => entry is { Key: YamlScalarNode, Value: YamlScalarNode { Value.Length: > 0 } })
            .ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => ((YamlScalarNode)entry.Value).Value!.Trim());
        foreach (var (language, _) in mapping.Children)
        {
            if (!languages.Contains((language as YamlScalarNode)?.Value))
                problems.Add(language, $"{what} has a {key} in '{language}', which is not among the scorecard's languages; add it there.");
        }

        foreach (var missing in languages.Where(language => !texts.ContainsKey(language)))
            problems.Add(node, $"{what} has no {key} in '{missing}'; add it.");
        return texts.Count == 0 ? null : new LocalText(texts);
    }
}
