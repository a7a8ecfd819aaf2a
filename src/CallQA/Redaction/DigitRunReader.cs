namespace CallQA.Redaction;

/// <summary>Finds the runs of digits in one speaker's pieces.</summary>
internal sealed class DigitRunReader(IReadOnlyList<Piece> stream, IReadOnlyList<Piece> call)
{
    private const int MostFillers = 3;
    private const int MostWordsBetween = 12;

    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "and", "then", "uh", "um", "er", "erm", "ah", "okay", "ok", "yes", "yeah", "yep", "right", "so", "dash", "hyphen", "space", "slash", "stroke",
        "comma", "the", "next", "und", "dann", "aeh", "aehm", "hm", "mhm", "ja", "also", "strich", "bindestrich", "minus", "schraegstrich", "komma", "die", "weiter",
        "genau", "moment", "gut",
    };

    private readonly DigitReader reader = new(stream);

    public IEnumerable<DigitRun> Read()
    {
        var groups = new List<DigitGroup>();
        for (var at = 0; at < stream.Count;)
        {
            if (reader.Read(at) is not { } group)
            {
                at++;
                continue;
            }

            if (groups.Count > 0 && !Continues(groups[^1].Last, group.First))
            {
                yield return new DigitRun(stream, groups);
                groups = [];
            }

            groups.Add(group);
            at = group.Last + 1;
        }

        if (groups.Count > 0) yield return new DigitRun(stream, groups);
    }

    private bool Continues(int last, int next)
    {
        var between = next - last - 1;
        if (between > MostFillers * (1 + stream[next].Turn - stream[last].Turn)) return false;
        for (var at = last + 1; at < next; at++)
            if (!Fillers.Contains(stream[at].Text)) return false;
        return stream[next].Turn == stream[last].Turn || IsAside(stream[last].Index + 1, stream[next].Index);
    }

    // What the other says meanwhile: a nod, an echo, "and the next four?", but no other question.
    private bool IsAside(int from, int until)
    {
        var words = new List<string>();
        for (var index = from; index < until; index++)
            if (call[index].Speaker != stream[0].Speaker && !IsNumber(call[index])) words.Add(call[index].Text);
        return words.Count <= MostWordsBetween && Cues.Last(string.Join(' ', words)) is null or Cue.Card;
    }

    private static bool IsNumber(Piece piece) => piece.IsDigits || NumberWords.Compound(piece.Text) is not null;
}
