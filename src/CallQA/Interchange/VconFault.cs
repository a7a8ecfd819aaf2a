namespace CallQA.Interchange;

/// <summary>Something of a vCon that is not in the form of draft-ietf-vcon-vcon-core.</summary>
/// <param name="Place">Where: <c>the vCon</c>, <c>dialog 0</c>, <c>analysis 2</c>.</param>
/// <param name="What">What is wrong there; no value that was said.</param>
/// <param name="IsWrong">True where a value cannot be read past, because it is of another kind; false where one is missing, has another form or no place there.</param>
public sealed record VconFault(string Place, string What, bool IsWrong)
{
    /// <summary>The fault in words, without a full stop.</summary>
    public override string ToString() => $"in {Place}, {What}";
}
