namespace CallQA.Agreement;

/// <summary>One rater's answer to a question about one call.</summary>
/// <param name="Option">Rank of the chosen option on the question's scale, from 0; null for "not applicable", which lies on no scale.</param>
public readonly record struct Rating(int? Option)
{
    /// <summary>The rater says that the question does not apply to the call.</summary>
    public static Rating NotApplicable => new(null);
}
