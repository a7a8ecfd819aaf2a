namespace CallQA.Engines.Scoring.Quality;

/// <summary>An xorshift generator with a fixed seed: the same numbers on every platform and version.</summary>
internal sealed class RepeatableChance
{
    private ulong _state = 0x9E3779B97F4A7C15;

    /// <summary>A number from 0 to below the count.</summary>
    public int Next(int count)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)(_state % (ulong)count);
    }
}
