namespace CallQA.Redaction;

/// <summary>Telephone numbers: digits that are called one, that begin with a zero or a plus, or that are written like one.</summary>
internal static class PhoneNumbers
{
    private const int Shortest = 6;
    private const int Longest = 15;
    private const int ShortestUnnamed = 10;

    public static void Find(SpokenCall call)
    {
        foreach (var run in call.FreeRuns.Where(run => run.Digits.Length >= Shortest && !call.IsOther(run)).SelectMany(Numbers))
        {
            var named = IsNamed(call, run);
            if (named || IsWritten(run)) Claim(call, run, named);
        }
    }

    // What is left of digits that are called one is another, or the same again.
    private static void Claim(SpokenCall call, DigitRun run, bool named)
    {
        while (run.GroupsOf(Shortest, Longest) is > 0 and var count)
        {
            var pieces = run.Pieces(0, count).ToList();
            if (call.IsFree(pieces)) call.Claim(PersonalDataKind.PhoneNumber, pieces);
            if (!named || count == run.Groups.Count) return;
            run = run.From(count);
        }
    }

    // Longer than a number is: each turn may have one, said again or corrected.
    private static IReadOnlyList<DigitRun> Numbers(DigitRun run)
    {
        if (run.Digits.Length <= Longest) return [run];
        var parts = new List<DigitRun>();
        for (var (from, until) = (0, 1); until <= run.Groups.Count; until++)
        {
            if (until < run.Groups.Count && run.TurnOf(until) == run.TurnOf(from)) continue;
            parts.Add(run.Part(from, until));
            from = until;
        }

        return parts.TrueForAll(part => part.Digits.Length >= Shortest) ? parts : [run];
    }

    private static bool IsNamed(SpokenCall call, DigitRun run) =>
        call.CueOf(run) is Cue.Phone || Cues.Has(call.After(run.Last), Cue.Phone);

    private static bool IsWritten(DigitRun run) =>
        run.Digits.Length is >= ShortestUnnamed and <= Longest
        && (run.Groups[0].International || run.Digits[0] == '0' || run.Groups.Select(group => group.Digits.Length).SequenceEqual([3, 3, 4]));
}
