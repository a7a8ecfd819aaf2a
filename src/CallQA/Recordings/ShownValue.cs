namespace CallQA.Recordings;

/// <summary>Makes a value that somebody else wrote fit for a message: on one line and short.</summary>
internal static class ShownValue
{
    private const int Longest = 60;

    public static string Of(string value)
    {
        var shown = value.Length > Longest ? value[..Longest] + "…" : value;
        return string.Concat(shown.Select(character => char.IsControl(character) ? ' ' : character));
    }
}
