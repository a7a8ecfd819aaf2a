namespace CallQA.Agreement;

/// <summary>Marsaglia's xorshift generator with 64 bits: the same numbers for the same seed on every platform and version.</summary>
/// <param name="seed">Any number but 0.</param>
public sealed class RepeatableChance(ulong seed = RepeatableChance.DefaultSeed)
{
    /// <summary>The seed where none is named.</summary>
    public const ulong DefaultSeed = 0x9E3779B97F4A7C15;

    private ulong state = seed;

    /// <summary>A number from 0 to below the count.</summary>
    /// <param name="count">1 or more.</param>
    public int Next(int count)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (int)(state % (ulong)count);
    }
}
