namespace CallQA.Redaction;

/// <summary>Telephone numbers: digits that are called one, that begin with a zero or a plus, or that are written like one.</summary>
internal static class PhoneNumbers
{
    private const int Shortest = 6;
    private const int Longest = 15;
    private const int ShortestUnnamed = 10;

    public static void Find(SpokenCall call)
    {
        foreach (var run in call.Runs.Where(run => run.Digits.Length >= Shortest && !call.IsOther(run)))
        {
            var count = run.GroupsOf(Shortest, Longest);
            if (count == 0 || !(IsNamed(call, run) || IsWritten(run))) continue;
            var pieces = run.Pieces(0, count).ToList();
            if (call.IsFree(pieces)) call.Claim(PersonalDataKind.PhoneNumber, pieces);
        }
    }

    private static bool IsNamed(SpokenCall call, DigitRun run) =>
        call.CueOf(run) is Cue.Phone || Cues.Has(call.After(run.Last), Cue.Phone);

    private static bool IsWritten(DigitRun run) =>
        run.Digits.Length is >= ShortestUnnamed and <= Longest
        && (run.Groups[0].International || run.Digits[0] == '0' || run.Groups.Select(group => group.Digits.Length).SequenceEqual([3, 3, 4]));
}
