namespace CallQA.Redaction;

/// <summary>
/// Names of persons: the customer's where it is known, what follows <c>my name is</c>, <c>Herr</c> and their like, answers to the
/// question for a name, names that are spelled, and each of these wherever it is said again. The agent's own name is none of them.
/// </summary>
internal sealed class PersonNames(SpokenCall call, KnownNames known)
{
    private const int MostParts = 3;
    private const int ShortestSpelled = 3;
    private const int ShortestRepeated = 3;

    private readonly KnownName customer = new(known.Customer);

    // A surname that both have is taken out: that it is the agent's, too, protects nobody.
    private readonly KnownName agent = new KnownName(known.Agent).Without(known.Customer);
    private readonly HashSet<string> found = new(StringComparer.Ordinal);
    private readonly bool withoutCapitals = !call.Pieces.Any(piece => piece.Capital);

    public void Find()
    {
        for (var turn = 0; turn < call.Turns.Count; turn++)
        {
            for (var at = 0; at < call.Turns[turn].Count; at++) FindAt(turn, at);
        }

        foreach (var piece in call.Pieces.Where(IsSaidAgain)) Claim([piece]);
    }

    private bool IsSaidAgain(Piece piece) => (piece.Capital && found.Contains(piece.Text)) || ((piece.Capital || withoutCapitals) && customer.IsSaidIn(piece.Text));

    private void FindAt(int turn, int at)
    {
        var pieces = call.Turns[turn];
        if (NameCues.LengthAt(pieces, at) is > 0 and var length) ClaimFrom(pieces, at + length, NameCues.IsStrong(pieces, at));
        if (at == 0 && turn > 0 && call.Turns[turn - 1] is [var asked, ..] && asked.Speaker != pieces[0].Speaker && NameCues.IsQuestion(call.Turns[turn - 1])) ClaimAnswer(pieces);
        ClaimSpelled(pieces, at);
    }

    private void ClaimFrom(IReadOnlyList<Piece> pieces, int at, bool strong)
    {
        var lowerCase = strong && !pieces.Any(piece => piece.Capital);
        var name = new List<Piece>();
        var last = at;
        for (; last < pieces.Count && name.Count < MostParts; last++)
        {
            if (NameCues.IsParticle(pieces[last].Text)) continue;
            if (!(pieces[last].Capital || lowerCase) || NameCues.IsCommon(pieces[last].Text) || pieces[last].IsLetter) break;
            name.Add(pieces[last]);
            if (pieces[last].PhraseEnd) break;
        }

        if (name.Count == 0 || !strong && name.Count == 1 && !name[0].PhraseEnd && !pieces[at].Capital) return;
        Claim(pieces.Where(piece => piece.Index >= name[0].Index && piece.Index <= name[^1].Index).ToList());
        found.UnionWith(name.Where(piece => piece.Text.Length >= ShortestRepeated && !agent.IsSaidIn(piece.Text)).Select(piece => piece.Text));
    }

    // The whole answer when it is nothing but a name, else nothing: "Margaret Oakes."
    private void ClaimAnswer(IReadOnlyList<Piece> pieces)
    {
        var first = pieces.TakeWhile(piece => NameCues.IsCommon(piece.Text)).Count();
        ClaimFrom(pieces, first, strong: false);
    }

    private void ClaimSpelled(IReadOnlyList<Piece> pieces, int at)
    {
        if (!pieces[at].IsLetter || (at > 0 && pieces[at - 1].IsLetter)) return;
        var letters = pieces.Skip(at).TakeWhile(piece => piece.IsLetter).ToList();
        if (letters.Count >= ShortestSpelled && NameCues.IsSpelling(call.Before(pieces[at]))) Claim(letters);
    }

    private void Claim(IReadOnlyList<Piece> pieces)
    {
        if (call.IsFree(pieces) && !pieces.All(piece => agent.IsSaidIn(piece.Text))) call.Claim(PersonalDataKind.Name, pieces);
    }
}
