namespace CallQA.Redaction;

/// <summary>Digits that one speaker says on end: interrupted by nothing but fillers and short words of the other.</summary>
/// <param name="Stream">The speaker's pieces.</param>
/// <param name="Groups">The digits in the groups they were said in.</param>
/// <param name="Whole">What this is a part of, and named by the same words as; null when it is no part.</param>
internal sealed record DigitRun(IReadOnlyList<Piece> Stream, IReadOnlyList<DigitGroup> Groups, DigitRun? Whole = null)
{
    /// <summary>All digits.</summary>
    public string Digits { get; } = string.Concat(Groups.Select(group => group.Digits));

    /// <summary>First piece.</summary>
    public Piece First => Stream[Groups[0].First];

    /// <summary>Last piece.</summary>
    public Piece Last => Stream[Groups[^1].Last];

    /// <summary>The piece before which the words stand that name the digits.</summary>
    public Piece Head => Whole?.Head ?? First;

    /// <summary>The turn that a group begins in.</summary>
    public int TurnOf(int group) => Stream[Groups[group].First].Turn;

    /// <summary>All pieces of some groups, fillers between them included.</summary>
    /// <param name="from">First group.</param>
    /// <param name="until">The group after the last.</param>
    public IEnumerable<Piece> Pieces(int from, int until)
    {
        for (var at = Groups[from].First; at <= Groups[until - 1].Last; at++) yield return Stream[at];
    }

    /// <summary>Some groups of it, named by the same words.</summary>
    /// <param name="from">First group.</param>
    /// <param name="until">The group after the last.</param>
    public DigitRun Part(int from, int until) => from == 0 && until == Groups.Count ? this : new(Stream, [.. Groups.Take(until).Skip(from)], Whole ?? this);

    /// <summary>The groups after the first ones.</summary>
    public DigitRun From(int group) => Part(group, Groups.Count);

    /// <summary>Number of groups from the first on that together have one of these numbers of digits, the most; 0 when none has.</summary>
    public int GroupsOf(int fewest, int most)
    {
        var (count, length) = (0, 0);
        for (var group = 0; group < Groups.Count; group++)
        {
            length += Groups[group].Digits.Length;
            if (length > most) break;
            if (length >= fewest) count = group + 1;
        }

        return count;
    }

    /// <summary>A number that is said twice or more on end, each time for itself; else the run itself.</summary>
    /// <param name="shortest">Fewest digits of such a number: a shorter one may be part of a longer.</param>
    public IReadOnlyList<DigitRun> Repeats(int shortest)
    {
        for (var times = Digits.Length / shortest; times > 1; times--)
            if (Digits.Length % times == 0 && InEqualParts(Digits.Length / times) is { } parts) return parts;
        return [this];
    }

    private List<DigitRun>? InEqualParts(int length)
    {
        var parts = new List<DigitRun>();
        for (var rest = this; ; rest = rest.From(parts[^1].Groups.Count))
        {
            var count = rest.GroupsOf(length, length);
            if (count == 0 || !Digits.StartsWith(rest.Digits[..length], StringComparison.Ordinal)) return null;
            parts.Add(rest.Part(0, count));
            if (count == rest.Groups.Count) return parts;
        }
    }
}
