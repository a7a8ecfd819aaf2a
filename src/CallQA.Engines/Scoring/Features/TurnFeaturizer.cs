using System.Globalization;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Features;

/// <summary>
/// What the turn models look at: the turn's words, word pairs and parts of words, the lexicon groups in it, what the other
/// speaker said before, and where in the call it stands.
/// </summary>
internal static class TurnFeaturizer
{
    private const float WordLength = 1.6f;
    private const float PieceLength = 1.2f;
    private const float ContextLength = 0.6f;
    private const int PieceSize = 4;

    private static readonly string[] Courtesies =
        ["please", "thank", "permission", "glad", "honorific", "greeting", "closing", "hold", "apology", "gratitude"];

    public static FeatureBag Of(Dialogue dialogue, int turn)
    {
        var bag = new FeatureBag();
        var own = dialogue.Turns[turn];
        AddWords(bag, own.Tokens);
        AddPieces(bag, own.Tokens);
        AddGroups(bag, "L:", own.Groups, 1);
        AddLength(bag, own);
        AddContext(bag, dialogue, turn);
        AddPosition(bag, dialogue, turn);
        bag.Add("lang:" + dialogue.Language, 0.5f);
        return bag;
    }

    private static void AddWords(FeatureBag bag, IReadOnlyList<string> tokens)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < tokens.Count; index++)
        {
            names.Add("w:" + tokens[index]);
            if (index > 0)
                names.Add("b:" + tokens[index - 1] + " " + tokens[index]);
        }

        if (tokens.Count > 0)
        {
            names.Add("^:" + tokens[0]);
            names.Add("$:" + tokens[^1]);
        }

        bag.AddBlock(names, WordLength);
    }

    private static void AddPieces(FeatureBag bag, IReadOnlyList<string> tokens)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            var word = "_" + token + "_";
            for (var start = 0; start + PieceSize <= word.Length; start++)
                names.Add(string.Concat("c:", word.AsSpan(start, PieceSize)));
        }

        bag.AddBlock(names, PieceLength);
    }

    private static void AddGroups(FeatureBag bag, string prefix, IReadOnlyDictionary<string, int> groups, float weight)
    {
        foreach (var (group, count) in groups)
            bag.Add(prefix + group, weight * MathF.Sqrt(Math.Min(count, 4)) * 0.5f);
    }

    /// <summary>How long the turn is, and how long without any word of courtesy: bare questions and orders are short.</summary>
    private static void AddLength(FeatureBag bag, DialogueTurn turn)
    {
        var bin = turn.Tokens.Count switch { 0 => 0, <= 2 => 1, <= 5 => 2, <= 10 => 3, <= 18 => 4, <= 30 => 5, <= 50 => 6, _ => 7 };
        bag.Add("n:" + bin.ToString(CultureInfo.InvariantCulture), 0.4f);
        if (!Courtesies.Any(turn.Groups.ContainsKey))
            bag.Add("bare:" + bin.ToString(CultureInfo.InvariantCulture), 0.4f);
    }

    private static void AddContext(FeatureBag bag, Dialogue dialogue, int turn)
    {
        var speaker = dialogue.Turns[turn].Speaker;
        var previous = dialogue.PreviousOf(speaker == Speaker.Agent ? Speaker.Customer : Speaker.Agent, turn);
        if (turn > 0 && dialogue.Turns[turn - 1].Speaker == speaker)
            bag.Add("same-speaker", 0.4f);
        if (previous < 0)
        {
            bag.Add("no-context", 0.4f);
            return;
        }

        var other = dialogue.Turns[previous];
        bag.AddBlock([.. other.Tokens.Select(token => "p:" + token).Distinct()], ContextLength);
        AddGroups(bag, "P:", other.Groups, 0.8f);
        if (other.Groups.ContainsKey("feeling") || other.Groups.ContainsKey("hardship"))
        {
            bag.Add("P:need", 0.4f);
            AddGroups(bag, "N:", dialogue.Turns[turn].Groups, 0.6f);
        }
    }

    private static void AddPosition(FeatureBag bag, Dialogue dialogue, int turn)
    {
        var last = dialogue.Turns.Count - 1;
        if (dialogue.HasStart && turn <= 3)
            bag.Add("from-start:" + turn.ToString(CultureInfo.InvariantCulture), 0.5f);
        if (dialogue.HasEnd && last - turn <= 3)
            bag.Add("from-end:" + (last - turn).ToString(CultureInfo.InvariantCulture), 0.5f);
        if (dialogue is { HasStart: true, HasEnd: true } && last > 0)
            bag.Add("part:" + (4 * turn / (last + 1)).ToString(CultureInfo.InvariantCulture), 0.3f);
    }
}
