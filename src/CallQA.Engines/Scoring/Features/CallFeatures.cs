using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Features;

/// <summary>Call-level features in a fixed order, all of the size of a probability so that one penalty fits them all.</summary>
internal sealed class CallFeatures
{
    private readonly List<float> _values = [];

    public SparseVector Vector => new([.. Enumerable.Range(0, _values.Count)], [.. _values]);

    public void Add(params ReadOnlySpan<float> values) => _values.AddRange(values);

    /// <summary>
    /// How much of something there is in the turns: its share, two saturating sums, its three clearest instances.
    /// </summary>
    public void AddAmount(IEnumerable<float> probabilities)
    {
        var (count, sum) = (0, 0f);
        Span<float> clearest = stackalloc float[3];
        foreach (var probability in probabilities)
        {
            (count, sum) = (count + 1, sum + probability);
            Insert(clearest, probability);
        }

        Add(count == 0 ? 0 : sum / count, 1 - MathF.Exp(-sum), 1 - MathF.Exp(-sum / 4));
        Add(clearest);
    }

    /// <summary>In how many of the agent's turns each lexicon group occurs: as a share, and as a saturating count.</summary>
    public void AddGroups(Dialogue dialogue, IReadOnlyList<string> groups)
    {
        var agent = dialogue.Turns.Where(turn => turn.Speaker == Speaker.Agent).ToList();
        foreach (var group in groups)
        {
            var turns = agent.Count(turn => turn.Groups.ContainsKey(group));
            Add((float)turns / Math.Max(1, agent.Count), 1 - MathF.Exp(-turns / 2f));
        }
    }

    /// <summary>Whether each lexicon group occurs in a speaker's last two turns, and in how many of the last four.</summary>
    public void AddRecentGroups(Dialogue dialogue, Speaker speaker, IReadOnlyList<string> groups)
    {
        var recent = dialogue.Turns.Where(turn => turn.Speaker == speaker).TakeLast(4).ToList();
        foreach (var group in groups)
        {
            var inLastTwo = recent.TakeLast(2).Any(turn => turn.Groups.ContainsKey(group));
            Add(inLastTwo ? 0.5f : 0, recent.Count(turn => turn.Groups.ContainsKey(group)) / 4f);
        }
    }

    private static void Insert(Span<float> descending, float value)
    {
        for (var rank = 0; rank < descending.Length; rank++)
        {
            if (value > descending[rank])
                (value, descending[rank]) = (descending[rank], value);
        }
    }
}
