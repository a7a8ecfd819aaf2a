namespace CallQA.Engines.Tests.Whisper;

/// <summary>The same numbers on every machine and runtime: measured figures of the peer belong to them.</summary>
internal sealed class FixedRandom(uint seed)
{
    private uint _state = (seed * 2_654_435_761u) | 1;

    /// <summary>Next number, -1 to 1.</summary>
    public float Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (_state / (float)uint.MaxValue * 2) - 1;
    }
}
