namespace CallQA.Engines.Scoring.Training;

/// <summary>FNV-1a: the same number for the same text in every process.</summary>
internal static class StableHash
{
    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
            hash = (hash ^ character) * 16777619;
        return hash;
    }
}
