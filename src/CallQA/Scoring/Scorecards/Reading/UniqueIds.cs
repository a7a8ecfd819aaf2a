using CallQA.Yaml;

namespace CallQA.Scoring.Scorecards.Reading;

/// <summary>Sees that identifiers of one kind are given once.</summary>
internal sealed class UniqueIds(string kind, ProblemList problems)
{
    private readonly Dictionary<string, long> lines = [];

    public string? Claim(Fields fields)
    {
        if (fields.Id("id") is not { } id)
            return null;
        var node = fields.Optional("id")!;
        if (!lines.TryAdd(id, node.Start.Line))
            problems.Add(node, $"The {kind} id '{id}' is already used in line {lines[id]}; give this one another.");
        return id;
    }
}
