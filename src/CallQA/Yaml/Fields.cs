using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace CallQA.Yaml;

/// <summary>
/// The keys of one mapping. Everything that is missing, unknown or of the wrong kind is put on the list of problems and read
/// as null, so that reading goes on.
/// </summary>
internal sealed partial class Fields
{
    private readonly Dictionary<string, YamlNode> values = [];
    private readonly YamlNode node;
    private readonly string what;
    private readonly ProblemList problems;

    /// <param name="node">The mapping.</param>
    /// <param name="what">Name of the thing for messages, for example "question 'greeting'".</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="allowed">The known keys.</param>
    public Fields(YamlNode node, string what, ProblemList problems, params ReadOnlySpan<string> allowed)
    {
        this.node = node;
        this.what = what;
        this.problems = problems;
        if (node is not YamlMappingNode mapping)
        {
            problems.Add(node, $"{what} has to be a mapping of keys to values; write '{allowed[0]}: …'.");
            return;
        }

        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (allowed.Contains(name))
                values.Add(name, value);
            else
                problems.Add(key, $"{what} has the unknown key '{name}'; use {string.Join(", ", allowed!)}.");
        }
    }

    public bool Has(string key) => values.ContainsKey(key);

    /// <summary>The node of a key; null when it is missing, which is no problem.</summary>
    public YamlNode? Optional(string key) => values.GetValueOrDefault(key);

    /// <summary>The node of a key; a problem when it is missing.</summary>
    public YamlNode? Required(string key)
    {
        if (!values.TryGetValue(key, out var value) && node is YamlMappingNode)
            problems.Add(node, $"{what} lacks '{key}'; add it.");
        return value;
    }

    /// <summary>A text; null when the key is missing, which is no problem.</summary>
    public string? Text(string key) => Scalar(Optional(key), key);

    /// <summary>A stable identifier.</summary>
    public string? Id(string key)
    {
        if (Scalar(Required(key), key) is not { } id)
            return null;
        if (IdForm().IsMatch(id))
            return id;
        problems.Add(values[key], $"{what} has the {key} '{id}'; use lower-case letters, digits and hyphens.");
        return null;
    }

    public double? Number(string key, double least, double most) =>
        Number(key, number => number >= least && number <= most, FormattableString.Invariant($"from {least} to {most}"));

    public double? PositiveNumber(string key, double most) =>
        Number(key, number => number > 0 && number <= most, FormattableString.Invariant($"above 0 and up to {most}"));

    /// <summary>True or false; false when the key is missing.</summary>
    public bool Flag(string key)
    {
        if (Scalar(Optional(key), key) is not { } text)
            return false;
        if (text is "true" or "false")
            return text == "true";
        problems.Add(values[key], $"{what} has the {key} '{text}'; write true or false.");
        return false;
    }

    /// <summary>The items of a list that must not be empty.</summary>
    public IReadOnlyList<YamlNode> Items(string key)
    {
        if (Required(key) is not { } value)
            return [];
        if (value is YamlSequenceNode { Children.Count: > 0 } list)
            return [.. list.Children];
        problems.Add(value, $"{what} needs a list under '{key}' with at least one entry.");
        return [];
    }

    /// <summary>One value, or a list of them.</summary>
    public IReadOnlyList<(YamlNode Node, string Value)> Values(string key)
    {
        var entries = Required(key) is YamlSequenceNode list ? list.Children : values.TryGetValue(key, out var one) ? [one] : [];
        return [.. entries
            .Select(entry => (entry, Value: Scalar(entry, key)))
            .Where(entry => entry.Value is not null)
            .Select(entry => (entry.entry, entry.Value!))];
    }

    private double? Number(string key, Predicate<double> allowed, string range)
    {
        if (Scalar(Required(key), key) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && allowed(number))
            return number;
        problems.Add(values[key], $"{what} has the {key} '{text}'; write a number {range}.");
        return null;
    }

    private string? Scalar(YamlNode? value, string key)
    {
        if (value is null)
            return null;
        if (value is YamlScalarNode { Value: { Length: > 0 } text })
            return text;
        problems.Add(value, $"{what} needs a single value under '{key}'.");
        return null;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex IdForm();
}
