namespace CallQA.Coaching;

/// <summary>What an example is good for.</summary>
public enum ExampleKind
{
    /// <summary>The best call: worth repeating.</summary>
    Repeat,

    /// <summary>The weakest call: what to do differently.</summary>
    Improve,

    /// <summary>The call whose criteria lie furthest apart: one thing done well, another missed.</summary>
    Contrast,
}

/// <summary>Why a call was chosen.</summary>
public enum ExampleReason
{
    /// <summary>Highest overall result.</summary>
    Highest,

    /// <summary>Lowest overall result.</summary>
    Lowest,

    /// <summary>Widest gap between the best and the weakest criterion.</summary>
    WidestGap,

    /// <summary>No gap anywhere: strongest passages in both directions.</summary>
    BothDirections,
}

/// <summary>A call to learn from.</summary>
/// <param name="Kind">What it is good for.</param>
/// <param name="Reason">Why it was chosen.</param>
/// <param name="Call">The call.</param>
/// <param name="Among">Number of calls it was chosen from, itself included.</param>
/// <param name="Better">The criterion that went best; only where criteria differ.</param>
/// <param name="Weaker">The criterion that went worst; only where criteria differ.</param>
/// <param name="Quotes">One passage, two for a contrast; empty where the evaluation has none.</param>
public sealed record ExampleCall(
    ExampleKind Kind,
    ExampleReason Reason,
    CallRow Call,
    int Among,
    Criterion? Better,
    Criterion? Weaker,
    IReadOnlyList<Quote> Quotes);
