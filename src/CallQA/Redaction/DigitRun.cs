namespace CallQA.Redaction;

/// <summary>Digits that one speaker says on end: interrupted by nothing but fillers and short words of the other.</summary>
/// <param name="Stream">The speaker's pieces.</param>
/// <param name="Groups">The digits in the groups they were said in.</param>
internal sealed record DigitRun(IReadOnlyList<Piece> Stream, IReadOnlyList<DigitGroup> Groups)
{
    /// <summary>All digits.</summary>
    public string Digits { get; } = string.Concat(Groups.Select(group => group.Digits));

    /// <summary>First piece.</summary>
    public Piece First => Stream[Groups[0].First];

    /// <summary>Last piece.</summary>
    public Piece Last => Stream[Groups[^1].Last];

    /// <summary>All pieces of some groups, fillers between them included.</summary>
    /// <param name="from">First group.</param>
    /// <param name="until">The group after the last.</param>
    public IEnumerable<Piece> Pieces(int from, int until)
    {
        for (var at = Groups[from].First; at <= Groups[until - 1].Last; at++) yield return Stream[at];
    }

    /// <summary>The groups after the first ones.</summary>
    public DigitRun From(int group) => new(Stream, [.. Groups.Skip(group)]);

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
}
