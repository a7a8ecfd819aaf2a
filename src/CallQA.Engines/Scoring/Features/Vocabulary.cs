namespace CallQA.Engines.Scoring.Features;

/// <summary>The features that the models know, by position in the vectors.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _positions;

    public Vocabulary(IReadOnlyList<string> names)
    {
        Names = names;
        _positions = new(names.Count, StringComparer.Ordinal);
        for (var position = 0; position < names.Count; position++)
            _positions[names[position]] = position;
    }

    public IReadOnlyList<string> Names { get; }

    public int Count => Names.Count;

    /// <summary>Position of a feature, or −1 when it is unknown.</summary>
    public int PositionOf(string name) => _positions.GetValueOrDefault(name, -1);

    /// <summary>Keeps the features that occur in enough of the bags of names, in ordinal order.</summary>
    public static Vocabulary From(IEnumerable<IEnumerable<string>> bags, int minimumCount)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in bags.SelectMany(bag => bag))
            counts[name] = counts.GetValueOrDefault(name) + 1;
        return new([.. counts.Where(pair => pair.Value >= minimumCount).Select(pair => pair.Key).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The bag as a vector; unknown features are left out.</summary>
    public SparseVector Vector(FeatureBag bag)
    {
        var entries = new List<(int Position, float Value)>(bag.Values.Count);
        foreach (var (name, value) in bag.Values)
        {
            if (_positions.TryGetValue(name, out var position))
                entries.Add((position, value));
        }

        entries.Sort(static (left, right) => left.Position.CompareTo(right.Position));
        return new([.. entries.Select(entry => entry.Position)], [.. entries.Select(entry => entry.Value)]);
    }
}
