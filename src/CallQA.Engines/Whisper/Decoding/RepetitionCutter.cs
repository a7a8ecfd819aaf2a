namespace CallQA.Engines.Whisper.Decoding;

/// <summary>Finds the decoder going round in circles.</summary>
internal static class RepetitionCutter
{
    private const int LongestPeriod = 40;

    /// <summary>How many tokens at the end only repeat what is before them; 0 when the end is no loop.</summary>
    /// <param name="tokens">Tokens decoded so far.</param>
    /// <param name="timestampBegin">First timestamp token; timestamps count as equal, since they only ever grow.</param>
    public static int FindLoop(IReadOnlyList<int> tokens, int timestampBegin)
    {
        for (var period = 1; period <= Math.Min(LongestPeriod, tokens.Count / 3); period++)
        {
            var repeats = CountRepeats(tokens, period, timestampBegin);
            if (repeats >= 3 && repeats >= AllowedRepeats(period, CountTimestamps(tokens, period, timestampBegin)))
                return (repeats - 1) * period;
        }

        return 0;
    }

    /// <summary>
    /// People do say "no no no no" and give long numbers, and who listens says "yes" again and again, each in a segment of its own; a whole
    /// phrase four times is a loop.
    /// </summary>
    private static int AllowedRepeats(int period, int timestamps) => (period - timestamps) switch
    {
        1 => 8,
        2 => timestamps > 0 ? 8 : 6,
        <= 6 => 4,
        _ => 3,
    };

    private static int CountTimestamps(IReadOnlyList<int> tokens, int period, int timestampBegin)
    {
        var count = 0;
        for (var i = tokens.Count - period; i < tokens.Count; i++)
            count += tokens[i] >= timestampBegin ? 1 : 0;
        return count;
    }

    private static int CountRepeats(IReadOnlyList<int> tokens, int period, int timestampBegin)
    {
        var same = 0;
        for (var i = tokens.Count - 1; i >= period && Same(tokens[i], tokens[i - period], timestampBegin); i--)
            same++;
        return (same / period) + 1;
    }

    private static bool Same(int a, int b, int timestampBegin) => a == b || (a >= timestampBegin && b >= timestampBegin);
}
