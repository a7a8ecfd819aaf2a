namespace CallQA.Engines.Whisper.Decoding;

/// <summary>Cuts segments that are too long for a line, between words.</summary>
internal static class SegmentCutter
{
    /// <summary>The segment in parts of at most so many characters; a longer word stays whole.</summary>
    /// <param name="segment">A segment with words.</param>
    /// <param name="longest">Most characters of a part.</param>
    public static IEnumerable<Segment> Cut(Segment segment, int longest)
    {
        if (segment.Text.Length <= longest || segment.Words is not { Count: > 0 } words)
            return [segment];
        var parts = new List<List<TimedWord>>();
        var length = longest;
        foreach (var word in words)
        {
            var added = word.Text.Length + (word.Blank ? 1 : 0);
            if (length + added > longest)
            {
                parts.Add([]);
                (length, added) = (0, word.Text.Length);
            }

            parts[^1].Add(word);
            length += added;
        }

        return parts.Select(part => segment.Part(part));
    }
}
