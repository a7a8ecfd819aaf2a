namespace CallQA.Redaction;

/// <summary>
/// Card numbers: groups that an issuer's prefix and Luhn's check digit fit, whatever they are called, and long numbers that are
/// called a card's although they do not fit, because something was misheard. What else of the card is said in one go with it, and
/// what either party repeats of it, goes with it.
/// </summary>
internal static class CardNumbers
{
    private const int ShortestNamed = 11;
    private const int ShortestEcho = 4;
    private const int ShortestRepeat = 8;
    private const int EchoTurns = 4;
    private const int MostAmbiguous = 6;

    public static void Find(SpokenCall call)
    {
        var found = new List<(string Digits, int FirstTurn, int LastTurn)>();
        foreach (var run in call.Runs.Where(run => run.Digits.Length >= ShortestNamed && call.IsFree(run.Pieces(0, run.Groups.Count))))
        {
            if (Window(call, run) is not var (from, until)) continue;
            call.Claim(PersonalDataKind.CardNumber, run.Pieces(from, until));
            found.Add((run.Digits, run.First.Turn, run.Last.Turn));
            if (until < run.Groups.Count) ClaimRest(call, run.From(until));
        }

        foreach (var number in found) ClaimEchoes(call, number.Digits, number.FirstTurn - EchoTurns, number.LastTurn + EchoTurns);
    }

    private static (int From, int Until)? Window(SpokenCall call, DigitRun run)
    {
        if (call.IsOther(run)) return null;
        var issued = Readings(run).Select(Issued).FirstOrDefault(window => window is not null);
        return issued ?? (call.CueOf(run) is Cue.Card && !IsOfAnotherKind(run) ? (0, Named(run)) : null);
    }

    private static bool IsOfAnotherKind(DigitRun run) => run.Groups[0].International;

    private static int Named(DigitRun run) =>
        run.Digits.Length <= CardIssuers.Longest ? run.Groups.Count : Math.Max(1, run.GroupsOf(CardIssuers.Shortest, CardIssuers.Longest));

    // Every way to hear the run: each of its first ambiguous groups one way or the other.
    private static IEnumerable<IReadOnlyList<string>> Readings(DigitRun run)
    {
        var ambiguous = run.Groups.Select((group, at) => (group, at)).Where(pair => pair.group.Otherwise is not null).Take(MostAmbiguous).ToList();
        for (var choice = 0; choice < 1 << ambiguous.Count; choice++)
        {
            var digits = run.Groups.Select(group => group.Digits).ToList();
            for (var bit = 0; bit < ambiguous.Count; bit++)
                if ((choice & (1 << bit)) != 0) digits[ambiguous[bit].at] = ambiguous[bit].group.Otherwise!;
            yield return digits;
        }
    }

    private static (int From, int Until)? Issued(IReadOnlyList<string> groups) => Issued(groups, usual: true) ?? Issued(groups, usual: false);

    private static (int From, int Until)? Issued(IReadOnlyList<string> groups, bool usual)
    {
        for (var from = 0; from < groups.Count; from++)
        {
            var digits = "";
            for (var until = from; until < groups.Count && digits.Length < CardIssuers.Longest; until++)
            {
                digits += groups[until];
                if (CardIssuers.Issues(digits, usual)) return (from, until + 1);
            }
        }

        return null;
    }

    // "… 1111, 12 27, 123" in one breath.
    private static void ClaimRest(SpokenCall call, DigitRun rest)
    {
        var expiry = rest.GroupsOf(4, 4);
        if (expiry > 0 && CardDates.IsMonthAndYear(string.Concat(rest.Groups.Take(expiry).Select(group => group.Digits))))
        {
            call.Claim(PersonalDataKind.CardExpiry, rest.Pieces(0, expiry));
            if (expiry == rest.Groups.Count) return;
            rest = rest.From(expiry);
        }

        if (rest.Digits.Length is 3 or 4) call.Claim(PersonalDataKind.SecurityCode, rest.Pieces(0, rest.Groups.Count));
    }

    private static void ClaimEchoes(SpokenCall call, string digits, int firstTurn, int lastTurn)
    {
        foreach (var run in call.Runs)
        {
            var pieces = run.Pieces(0, run.Groups.Count).ToList();
            var near = run.Last.Turn >= firstTurn && run.First.Turn <= lastTurn;
            var length = near ? ShortestEcho : ShortestRepeat;
            if (run.Digits.Length >= length && digits.Contains(run.Digits, StringComparison.Ordinal) && call.IsFree(pieces))
                call.Claim(PersonalDataKind.CardNumber, pieces);
        }
    }
}
