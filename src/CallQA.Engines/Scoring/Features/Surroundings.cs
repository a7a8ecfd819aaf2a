using CallQA.Engines.Scoring.Corpus;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Features;

/// <summary>
/// What the second reading of a turn looks at: the first reading of the turn itself, of the turns around it, and of all the
/// speaker's turns on average. Feelings last and acts follow one another, which the words of one turn do not tell.
/// </summary>
internal static class Surroundings
{
    private const int Missing = 31;
    private const int Block = Missing + 1;
    private const int Blocks = 7;
    private const int Edge = 3;

    /// <summary>Length of the vectors.</summary>
    public const int Length = (Blocks * Block) + (2 * Edge) + 1;

    private static readonly int[] Sizes =
        [TurnLabels.Empathy.Count, TurnLabels.Courtesy.Count, TurnLabels.Act.Count, TurnLabels.Emotion.Count, TurnLabels.Outcome.Count];

    private static readonly float[] None = NoTurn();

    /// <summary>One vector a turn.</summary>
    /// <param name="dialogue">The conversation.</param>
    /// <param name="first">Its first reading.</param>
    public static IReadOnlyList<SparseVector> Of(Dialogue dialogue, CallSignals first)
    {
        var turns = first.Turns.Select(BlockOf).ToList();
        var means = new Dictionary<Speaker, float[]>();
        foreach (var speaker in first.Turns.Select(turn => turn.Speaker).Distinct())
            means[speaker] = Mean([.. turns.Where((_, turn) => first.Turns[turn].Speaker == speaker)]);
        return [.. first.Turns.Select((one, turn) => Vector(dialogue, first, turns, means[one.Speaker], turn))];
    }

    private static SparseVector Vector(Dialogue dialogue, CallSignals first, List<float[]> turns, float[] mean, int turn)
    {
        var dense = new float[Length];
        Own(turns[turn]).CopyTo(dense, 0);
        Around(first, turns, turn, -1, same: false).CopyTo(dense, Block);
        Around(first, turns, turn, -1, same: true).CopyTo(dense, 2 * Block);
        Around(first, turns, turn, 1, same: false).CopyTo(dense, 3 * Block);
        Around(first, turns, turn, 1, same: true).CopyTo(dense, 4 * Block);
        Around(first, turns, turn, -1, same: true, skip: 1).CopyTo(dense, 5 * Block);
        mean.CopyTo(dense, 6 * Block);
        AddPosition(dense.AsSpan(Blocks * Block), dialogue, turn, turns.Count - 1);
        var positions = Enumerable.Range(0, Length).Where(position => dense[position] != 0).ToArray();
        return new(positions, [.. positions.Select(position => dense[position])]);
    }

    private static void AddPosition(Span<float> place, Dialogue dialogue, int turn, int last)
    {
        if (dialogue.HasStart && turn < Edge)
            place[turn] = 1;
        if (dialogue.HasEnd && last - turn < Edge)
            place[Edge + last - turn] = 1;
        place[2 * Edge] = dialogue is { HasStart: true, HasEnd: true } ? (float)turn / Math.Max(1, last) : 0.5f;
    }

    private static float[] BlockOf(TurnSignal turn)
    {
        var block = new float[Block];
        var offset = 0;
        float[]?[] readings = [turn.Empathy, turn.Courtesy, turn.Act, turn.Emotion, turn.Outcome];
        for (var question = 0; question < readings.Length; question++)
        {
            readings[question]?.CopyTo(block, offset);
            offset += Sizes[question];
        }

        return block;
    }

    /// <summary>The turn's own reading on a logarithmic scale, 1 for certain and 0 for all but excluded.</summary>
    private static float[] Own(float[] block) => [.. block.Select(value => value > 0 ? 1 + (MathF.Max(-4, MathF.Log(value)) / 4) : 0)];

    /// <summary>The nearest turn in a direction by the same speaker, or by another; skipping some.</summary>
    private static float[] Around(CallSignals first, List<float[]> turns, int turn, int direction, bool same, int skip = 0)
    {
        for (var other = turn + direction; other >= 0 && other < turns.Count; other += direction)
        {
            var speaker = first.Turns[other].Speaker;
            if (speaker != Speaker.Unknown && speaker == first.Turns[turn].Speaker == same && skip-- == 0)
                return turns[other];
        }

        return None;
    }

    private static float[] Mean(List<float[]> blocks)
    {
        var mean = new float[Block];
        foreach (var block in blocks)
        {
            for (var index = 0; index < Block; index++)
                mean[index] += block[index] / blocks.Count;
        }

        return mean;
    }

    private static float[] NoTurn()
    {
        var block = new float[Block];
        block[Missing] = 1;
        return block;
    }
}
