namespace CallQA.Engines.Scoring.Features;

/// <summary>Named features of one turn, collected in blocks that each weigh the same however long the turn is.</summary>
internal sealed class FeatureBag
{
    private readonly Dictionary<string, float> _values = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, float> Values => _values;

    /// <summary>Adds one feature as it is.</summary>
    public void Add(string name, float value) => _values[name] = value;

    /// <summary>Adds a block of present/absent features whose vector has the given length.</summary>
    public void AddBlock(IReadOnlyCollection<string> names, float length)
    {
        if (names.Count == 0)
            return;
        var value = length / MathF.Sqrt(names.Count);
        foreach (var name in names)
            _values[name] = value;
    }
}
