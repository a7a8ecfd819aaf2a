namespace CallQA.Agreement;

/// <summary>A call that may be put before a reviewer so that the models learn from it.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Agent">Its agent; null when unknown.</param>
/// <param name="Confidence">How sure the machine is of its scores, 0–1.</param>
/// <param name="Words">What is said, one entry a word.</param>
public sealed record TeachingCandidate(string CallId, string? Agent, double Confidence, IReadOnlyList<string> Words);

/// <summary>Picks the calls whose review teaches most: those the machine is unsure of and that say something else than what was picked before.</summary>
public static class TeachingChoice
{
    /// <summary>Calls of one agent that are picked at most.</summary>
    public const int MostOfAnAgent = 2;

    /// <summary>Picks calls, the most instructive first.</summary>
    /// <param name="candidates">The calls there are.</param>
    /// <param name="known">Words of calls that were reviewed lately, one entry a call.</param>
    /// <param name="count">Calls wanted.</param>
    /// <returns>Their identifiers; fewer where there are not as many.</returns>
    /// <remarks>
    /// Worth is (1 − confidence) · (1 − similarity), the similarity being the largest cosine of the word weights (term frequency by inverse document
    /// frequency over all calls given) with a reviewed or picked call. One after the other the best is picked; equal ones by identifier.
    /// </remarks>
    public static IReadOnlyList<string> Pick(IReadOnlyList<TeachingCandidate> candidates, IReadOnlyList<IReadOnlyList<string>> known, int count)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(known);
        var weights = InverseFrequencies([.. candidates.Select(call => call.Words), .. known]);
        var left = candidates.OrderBy(call => call.CallId, StringComparer.Ordinal).Select(call => new Weighed(call, Vector(call.Words, weights))).ToList();
        foreach (var words in known) Compare(left, Vector(words, weights));
        var (picked, ofAgent) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal));
        while (picked.Count < count && left.Where(call => Free(call.Candidate.Agent)).MaxBy(call => call.Worth) is { } best)
        {
            picked.Add(best.Candidate.CallId);
            if (best.Candidate.Agent is { } agent) ofAgent[agent] = ofAgent.GetValueOrDefault(agent) + 1;
            left.Remove(best);
            Compare(left, best.Vector);
        }

        return picked;

        bool Free(string? agent) => agent is null || ofAgent.GetValueOrDefault(agent) < MostOfAnAgent;
    }

    private static void Compare(List<Weighed> calls, Dictionary<string, double> other)
    {
        foreach (var call in calls) call.Similarity = Math.Max(call.Similarity, Cosine(call.Vector, other));
    }

    private static double Cosine(Dictionary<string, double> one, Dictionary<string, double> other)
    {
        var (few, many) = one.Count < other.Count ? (one, other) : (other, one);
        return few.Sum(word => word.Value * many.GetValueOrDefault(word.Key));
    }

    private static Dictionary<string, double> InverseFrequencies(List<IReadOnlyList<string>> calls)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in calls.SelectMany(call => call.Distinct(StringComparer.Ordinal))) counts[word] = counts.GetValueOrDefault(word) + 1;
        return counts.ToDictionary(pair => pair.Key, pair => Math.Log((1.0 + calls.Count) / pair.Value), StringComparer.Ordinal);
    }

    // Of length 1, so that a product is a cosine.
    private static Dictionary<string, double> Vector(IReadOnlyList<string> words, Dictionary<string, double> weights)
    {
        var vector = words.GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count() * weights[group.Key], StringComparer.Ordinal);
        var length = Math.Sqrt(vector.Values.Sum(value => value * value));
        return length == 0 ? vector : vector.ToDictionary(pair => pair.Key, pair => pair.Value / length, StringComparer.Ordinal);
    }

    private sealed class Weighed(TeachingCandidate candidate, Dictionary<string, double> vector)
    {
        public TeachingCandidate Candidate { get; } = candidate;

        public Dictionary<string, double> Vector { get; } = vector;

        public double Similarity { get; set; }

        public double Worth => (1 - Candidate.Confidence) * (1 - Similarity);
    }
}
