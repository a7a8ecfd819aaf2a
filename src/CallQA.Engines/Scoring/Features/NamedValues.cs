namespace CallQA.Engines.Scoring.Features;

/// <summary>Call-level features by name, all of the size of a probability so that one penalty fits them all.</summary>
internal sealed class NamedValues
{
    private readonly List<string> _names = [];
    private readonly List<float> _values = [];

    public IReadOnlyList<string> Names => _names;

    public SparseVector Vector => new([.. Enumerable.Range(0, _values.Count)], [.. _values]);

    public void Add(string name, float value)
    {
        _names.Add(name);
        _values.Add(value);
    }

    /// <summary>
    /// Describes how much of something there is in the turns: its share, its saturating sums, its three clearest instances.
    /// </summary>
    public void AddAmount(string name, IReadOnlyList<float> probabilities)
    {
        var sum = probabilities.Sum();
        Add(name + ".share", probabilities.Count == 0 ? 0 : sum / probabilities.Count);
        Add(name + ".some", 1 - MathF.Exp(-sum));
        Add(name + ".much", 1 - MathF.Exp(-sum / 4));
        var clearest = probabilities.OrderDescending().Take(3).ToList();
        for (var rank = 0; rank < 3; rank++)
            Add($"{name}.top{rank + 1}", rank < clearest.Count ? clearest[rank] : 0);
    }
}
