using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Features;

/// <summary>The words of a whole call, or of its end, as one vector.</summary>
/// <param name="Vocabulary">The words, word pairs and lexicon groups that are known.</param>
/// <param name="EndOnly">True to look at what both say in the last turns, false at all that the agent says.</param>
internal sealed record CallWords(Vocabulary Vocabulary, bool EndOnly)
{
    private const int EndingTurns = 6;
    private const float Length = 3;

    /// <summary>Weight of the first of the last turns beside 1 for the last.</summary>
    private const float FirstWeight = 0.4f;

    /// <summary>Names of a turn's words, marked by who says them, with repetitions.</summary>
    public static IEnumerable<string> NamesOf(DialogueTurn turn)
    {
        var speaker = turn.Speaker == Speaker.Agent ? "a:" : "k:";
        for (var index = 0; index < turn.Tokens.Count; index++)
        {
            yield return speaker + turn.Tokens[index];
            if (index > 0)
                yield return speaker + turn.Tokens[index - 1] + " " + turn.Tokens[index];
        }

        // Twice, as a group stands for many words.
        foreach (var group in turn.Groups.Keys.Order(StringComparer.Ordinal))
        {
            yield return speaker + "L:" + group;
            yield return speaker + "L:" + group;
        }
    }

    /// <summary>The turns that are looked at.</summary>
    public IEnumerable<DialogueTurn> TurnsOf(Dialogue dialogue) =>
        EndOnly ? dialogue.Turns.TakeLast(EndingTurns) : dialogue.Turns.Where(turn => turn.Speaker == Speaker.Agent);

    /// <summary>Positions of the known words of every turn, so that they are looked up once however often turns are left out.</summary>
    public IReadOnlyList<int[]> Index(Dialogue dialogue) =>
        [.. dialogue.Turns.Select(turn => NamesOf(turn).Select(Vocabulary.PositionOf).Where(position => position >= 0).ToArray())];

    /// <summary>The vector of a dialogue whose turns have been indexed.</summary>
    public SparseVector Vector(Dialogue dialogue, IReadOnlyList<int[]> words)
    {
        var counts = new Dictionary<int, float>();
        var first = EndOnly ? Math.Max(0, words.Count - EndingTurns) : 0;
        for (var turn = first; turn < words.Count; turn++)
        {
            if (!EndOnly && dialogue.Turns[turn].Speaker != Speaker.Agent)
                continue;
            var weight = EndOnly ? FirstWeight + ((1 - FirstWeight) * (turn - first + 1) / (words.Count - first)) : 1;
            foreach (var word in words[turn])
                counts[word] = counts.GetValueOrDefault(word) + weight;
        }

        // The square root dampens repetition; its square, the count, sums to the squared length.
        var scale = Length / MathF.Sqrt(MathF.Max(1e-6f, counts.Values.Sum()));
        var positions = counts.Keys.Order().ToArray();
        return new(positions, [.. positions.Select(position => scale * MathF.Sqrt(counts[position]))]);
    }
}
