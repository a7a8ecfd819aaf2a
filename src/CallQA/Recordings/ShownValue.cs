namespace CallQA.Recordings;

/// <summary>Makes a value that somebody else wrote fit for a message: on one line and short.</summary>
internal static class ShownValue
{
    private const int Longest = 60;

    public static string Of(string value)
    {
        // Half of a pair of surrogates would be no character.
        var end = char.IsHighSurrogate(value.ElementAtOrDefault(Longest - 1)) ? Longest - 1 : Longest;
        var shown = value.Length > Longest ? value[..end] + "…" : value;
        return string.Concat(shown.Select(character => char.IsControl(character) ? ' ' : character));
    }
}
