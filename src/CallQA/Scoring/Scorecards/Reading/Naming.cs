using YamlDotNet.RepresentationModel;

namespace CallQA.Scoring.Scorecards.Reading;

/// <summary>Names things in messages.</summary>
internal static class Naming
{
    /// <summary>For example "The question 'greeting'".</summary>
    public static string Of(string kind, YamlNode node) =>
        node is YamlMappingNode mapping
        && mapping.Children.TryGetValue(new YamlScalarNode("id"), out var id)
        && id is YamlScalarNode { Value.Length: > 0 } scalar
            ? $"The {kind} '{scalar.Value}'"
            : $"This {kind}";
}
