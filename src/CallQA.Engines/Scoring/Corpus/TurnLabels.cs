namespace CallQA.Engines.Scoring.Corpus;

/// <summary>The turn-level labels of the rubric. Their order is the order of the classes in the model files.</summary>
public static class TurnLabels
{
    /// <summary>How far an agent's turn shows empathy.</summary>
    public static IReadOnlyList<string> Empathy { get; } = ["strong", "weak", "none", "dismissive"];

    /// <summary>How polite an agent's turn is.</summary>
    public static IReadOnlyList<string> Courtesy { get; } = ["courteous", "neutral", "discourteous"];

    /// <summary>What an agent's turn mainly does.</summary>
    public static IReadOnlyList<string> Act { get; } =
    [
        "greeting", "verification", "probing", "explaining", "solving", "confirming", "committing",
        "deferring", "refusing", "hold", "apology", "closing", "smalltalk", "other",
    ];

    /// <summary>What a customer's turn shows.</summary>
    public static IReadOnlyList<string> Emotion { get; } =
        ["neutral", "frustrated", "angry", "worried", "sad", "satisfied", "grateful"];

    /// <summary>Whether a customer's turn says that the matter is settled.</summary>
    public static IReadOnlyList<string> Outcome { get; } = ["confirms", "rejects", "none"];
}
