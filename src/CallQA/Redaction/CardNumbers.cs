namespace CallQA.Redaction;

/// <summary>
/// Card numbers: groups that an issuer's prefix and Luhn's check digit fit, whatever they are called, and long numbers that are
/// called a card's although they do not fit, because something was misheard. Several may be said on end: two cards, or the same one
/// again. What else of the card is said in one go with it, and what either party repeats of it, goes with it.
/// </summary>
internal static class CardNumbers
{
    private const int ShortestNamed = 11;
    private const int MostAmbiguous = 6;

    public static void Find(SpokenCall call)
    {
        var found = new List<DigitRun>();
        foreach (var run in call.FreeRuns.Where(run => run.Digits.Length >= ShortestNamed).ToList())
            if (Searched(call, run) is { } part && Claim(call, part) is { } number) found.Add(number);
        foreach (var number in found) CardEchoes.Claim(call, number);
    }

    // The card's number may follow that of an order, with nothing but the question for it between: then it begins in a later turn.
    private static DigitRun? Searched(SpokenCall call, DigitRun run)
    {
        if (!call.IsOther(run)) return run;
        for (var group = 1; group < run.Groups.Count; group++)
        {
            if (run.TurnOf(group) == run.TurnOf(group - 1)) continue;
            var (before, after) = (run.Part(0, group), new DigitRun(run.Stream, run.From(group).Groups));
            if (!call.IsOther(after) && !before.Digits.Contains(after.Digits, StringComparison.Ordinal)) return after;
        }

        return null;
    }

    // What was claimed, without what is left of the run.
    private static DigitRun? Claim(SpokenCall call, DigitRun run)
    {
        var windows = Windows(run, call.CueOf(run) is Cue.Card).ToList();
        foreach (var (from, until) in windows) call.Claim(PersonalDataKind.CardNumber, run.Pieces(from, until));
        foreach (var (at, (_, until)) in windows.Index())
        {
            var next = at + 1 < windows.Count ? windows[at + 1].From : run.Groups.Count;
            if (until < next) ClaimRest(call, run.Part(until, next));
        }

        return windows.Count == 0 ? null : new(run.Stream, [.. run.Groups.Where((_, at) => !call.IsFree(run.Pieces(at, at + 1)))]);
    }

    // Every number in the run, in order: what lies before and behind one that is found is looked through like a run of its own.
    private static IEnumerable<(int From, int Until)> Windows(DigitRun run, bool named, bool behind = false)
    {
        if (run.Digits.Length < ShortestNamed || Window(run, named, behind) is not var (from, until)) return [];
        return
        [
            .. Windows(run.Part(0, from), named, behind),
            (from, until),
            .. Windows(run.From(until), named, behind: true).Select(window => (window.From + until, window.Until + until)),
        ];
    }

    private static (int From, int Until)? Window(DigitRun run, bool named, bool behind)
    {
        var starts = Starts(run);
        var issued = Readings(run).Select(groups => Issued(groups, starts)).FirstOrDefault(window => window is not null);
        return issued ?? (named ? Called(run, behind) : null);
    }

    // The words before name the first number. Another behind it that does not fit must at least be as long as a card's.
    private static (int From, int Until)? Called(DigitRun run, bool behind)
    {
        var (expiry, code) = behind ? Rest(run) : default;
        var number = run.From(expiry + code);
        if (number.Digits.Length < (behind ? CardIssuers.Shortest : ShortestNamed) || (behind && number.Digits[0] == '0') || IsOfAnotherKind(number)) return null;
        return (expiry + code, expiry + code + Named(number));
    }

    // A number begins with a turn sooner than in the middle of one.
    private static List<int> Starts(DigitRun run) =>
        [.. Enumerable.Range(0, run.Groups.Count).OrderBy(group => group > 0 && run.TurnOf(group) == run.TurnOf(group - 1))];

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

    private static (int From, int Until)? Issued(IReadOnlyList<string> groups, List<int> starts) => Issued(groups, starts, usual: true) ?? Issued(groups, starts, usual: false);

    private static (int From, int Until)? Issued(IReadOnlyList<string> groups, List<int> starts, bool usual)
    {
        foreach (var from in starts)
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

    private static void ClaimRest(SpokenCall call, DigitRun rest)
    {
        var (expiry, code) = Rest(rest);
        if (expiry > 0) call.Claim(PersonalDataKind.CardExpiry, rest.Pieces(0, expiry));
        if (code > 0) call.Claim(PersonalDataKind.SecurityCode, rest.Pieces(expiry, expiry + code));
    }

    // "… 1111, 12 27, 123" in one breath: how many groups are the expiry, and how many behind them the code.
    private static (int Expiry, int Code) Rest(DigitRun rest)
    {
        var expiry = rest.GroupsOf(4, 4);
        if (expiry > 0 && !CardDates.IsMonthAndYear(rest.Part(0, expiry).Digits)) expiry = 0;
        if (expiry == rest.Groups.Count) return (expiry, 0);
        var behind = rest.From(expiry);
        if (behind.Digits.Length is 3 or 4) return (expiry, behind.Groups.Count);
        return (expiry, expiry > 0 && behind.Groups[0].Digits.Length is 3 or 4 ? 1 : 0);
    }
}
