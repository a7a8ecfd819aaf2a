namespace CallQA.Agreement;

/// <summary>Marsaglia's xorshift generator with 64 bits: the same numbers for the same seed on every platform and version.</summary>
/// <param name="seed">Any number but 0.</param>
internal sealed class RepeatableChance(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number from 0 to below the count.</summary>
    public int Next(int count)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (int)(state % (ulong)count);
    }
}
