namespace CallQA.Engines.Whisper.Decoding;

/// <summary>A row that goes on as a copy of another one of its window.</summary>
internal readonly record struct RowCopy(int From, int To);

/// <summary>Where a decoded text and the queries that it was found with come from.</summary>
/// <param name="Hypothesis">The text.</param>
/// <param name="Queries">Cross-attention queries by step, one more than tokens where the text has an end; null when they are not wanted.</param>
internal sealed record SearchResult(Hypothesis Hypothesis, float[]? Queries);

/// <summary>Cross-attention queries of a row of the window's, step by step from the prompt on.</summary>
/// <param name="row">Index among the window's rows.</param>
/// <param name="steps">How many steps are wanted; fewer come back where there are fewer.</param>
internal delegate float[] QuerySource(int row, int steps);

/// <summary>The search for the best text of one window, which follows one or more hypotheses, a row each.</summary>
internal abstract class WindowSearch
{
    /// <summary>The hypotheses, a row each.</summary>
    public abstract IReadOnlyList<Hypothesis> Rows { get; }

    /// <summary>True when <see cref="Result"/> is final.</summary>
    public abstract bool Finished { get; }

    /// <summary>True when a row's scores are to be looked at.</summary>
    public abstract bool Follows(int row);

    /// <summary>Looks at the scores of a row's next token.</summary>
    /// <param name="row">The row.</param>
    /// <param name="logits">Scores that obey the rules.</param>
    public abstract void Look(int row, ReadOnlySpan<float> logits);

    /// <summary>Decides how to go on when all rows have been looked at.</summary>
    /// <param name="copies">Gets the rows that go on as another one; no row that is read is written.</param>
    /// <param name="next">Gets each row's next token.</param>
    public abstract void Advance(List<RowCopy> copies, Span<int> next);

    /// <summary>The best text.</summary>
    public abstract SearchResult Result();
}
