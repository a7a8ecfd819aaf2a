using CallQA.Transcription;

namespace CallQA.Redaction;

/// <summary>A call taken apart for the detectors, and what they have found in it so far.</summary>
internal sealed class SpokenCall
{
    private const int ContextPieces = 30;
    private const int ContextTurns = 2;
    private const int ShortestRepeated = 9;

    private readonly int[] claims;
    private readonly List<PersonalDataKind> kinds = [];
    private readonly HashSet<int> longNumbers = [];

    public SpokenCall(Transcript transcript)
    {
        Pieces = PieceReader.Read(transcript);
        var turns = Pieces.ToLookup(piece => piece.Turn);
        Turns = [.. Enumerable.Range(0, transcript.Turns.Count).Select(turn => (IReadOnlyList<Piece>)[.. turns[turn]])];
        claims = new int[Pieces.Count];
        Runs = [.. Pieces.GroupBy(piece => piece.Speaker).SelectMany(speaker => new DigitRunReader([.. speaker], Pieces).Read())
            .SelectMany(run => run.Repeats(ShortestRepeated)).OrderBy(run => run.First.Index)];
        foreach (var run in Runs.Where(run => run.Digits.Length >= 4))
            foreach (var piece in run.Pieces(0, run.Groups.Count)) longNumbers.Add(piece.Index);
    }

    /// <summary>All pieces in order.</summary>
    public IReadOnlyList<Piece> Pieces { get; }

    /// <summary>The pieces of each turn.</summary>
    public IReadOnlyList<IReadOnlyList<Piece>> Turns { get; }

    /// <summary>All runs of digits, ordered by their first piece.</summary>
    public IReadOnlyList<DigitRun> Runs { get; }

    /// <summary>What is nothing yet of the runs, the rests of those included of which a part is something.</summary>
    public IEnumerable<DigitRun> FreeRuns => Runs.SelectMany(FreePartsOf);

    /// <summary>Whether no piece is anything yet.</summary>
    public bool IsFree(IEnumerable<Piece> pieces) => pieces.All(piece => claims[piece.Index] == 0);

    /// <summary>Says what pieces are.</summary>
    public void Claim(PersonalDataKind kind, IEnumerable<Piece> pieces)
    {
        kinds.Add(kind);
        foreach (var piece in pieces) claims[piece.Index] = kinds.Count;
    }

    /// <summary>What a piece was found to be, as a number of its own for each finding and its kind; null when it is nothing.</summary>
    public (int Number, PersonalDataKind Kind)? ClaimOf(Piece piece) =>
        claims[piece.Index] is > 0 and var number ? (number, kinds[number - 1]) : null;

    /// <summary>What is said before a piece: in its turn and the turns before it, long numbers shown as <c>#</c>.</summary>
    public string Before(Piece piece, int turns = ContextTurns)
    {
        var words = new List<string>();
        for (var index = piece.Index - 1; index >= 0 && words.Count < ContextPieces && piece.Turn - Pieces[index].Turn <= turns; index--)
            words.Add(longNumbers.Contains(index) ? "#" : Pieces[index].Text);
        words.Reverse();
        return string.Join(' ', words);
    }

    /// <summary>What is said after a piece in its turn.</summary>
    public string After(Piece piece, int most = 8) => string.Join(
        ' ', Pieces.Skip(piece.Index + 1).TakeWhile(next => next.Turn == piece.Turn).Take(most).Select(next => next.Text));

    /// <summary>What the words before a run say it is; a thing counts in the same turn only, and for the first number after it only.</summary>
    public Cue? CueOf(DigitRun run)
    {
        var cue = Cues.Last(Before(run.Head));
        if (cue is not (Cue.OtherNumber or Cue.OtherThing)) return cue;
        var near = Before(run.Head, cue == Cue.OtherThing ? 0 : 1);
        near = near[(near.LastIndexOf('#') + 1)..];
        return Cues.Last(near);
    }

    /// <summary>Whether the words before a run say that it is the number of something else.</summary>
    public bool IsOther(DigitRun run) => CueOf(run) is Cue.OtherNumber or Cue.OtherThing;

    private IEnumerable<DigitRun> FreePartsOf(DigitRun run)
    {
        var from = 0;
        for (var group = 0; group <= run.Groups.Count; group++)
        {
            if (group < run.Groups.Count && IsFree(run.Pieces(group, group + 1))) continue;
            if (group > from) yield return run.Part(from, group);
            from = group + 1;
        }
    }
}
