namespace CallQA.App.Search;

/// <summary>A stretch of a snippet.</summary>
/// <param name="Text">The words.</param>
/// <param name="Found">Whether they are what was looked for.</param>
public sealed record SnippetPart(string Text, bool Found);

/// <summary>Cuts what a database marked into parts, and shortens a long turn to the neighbourhood of its first hit.</summary>
internal static class Snippet
{
    /// <summary>Stands before a hit.</summary>
    public const char Begin = '\u0002';

    /// <summary>Stands after a hit.</summary>
    public const char End = '\u0003';

    private const int Longest = 320;
    private const int Before = 80;
    private const char More = '…';

    public static IReadOnlyList<SnippetPart> Of(string marked)
    {
        var parts = new List<SnippetPart>();
        var found = false;
        foreach (var piece in Shortened(marked).Split([Begin, End]))
        {
            if (piece.Length > 0) parts.Add(new(piece, found));
            found = !found;
        }

        return parts;
    }

    // Cut between words, never inside a hit.
    private static string Shortened(string text)
    {
        if (text.Length <= Longest) return text;
        var hit = Math.Max(0, text.IndexOf(Begin, StringComparison.Ordinal));
        var from = hit <= Before ? 0 : text.LastIndexOf(' ', hit - 1, Math.Min(hit, Before)) + 1;
        if (from <= 0) from = hit <= Before ? 0 : hit;
        if (text.Length - from <= Longest) return More + text[from..];
        var until = text.LastIndexOf(' ', from + Longest - 1, Longest);
        if (until <= from) until = from + Longest;
        var close = text.IndexOf(End, until) is var end && end >= 0 && text.IndexOf(Begin, until) is var next && (next < 0 || end < next) ? end + 1 : until;
        return (from > 0 ? More.ToString() : "") + text[from..close] + More;
    }
}
