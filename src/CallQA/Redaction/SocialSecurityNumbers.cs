namespace CallQA.Redaction;

/// <summary>United States social security numbers: nine digits or the last four where they are called so, and three, two and four digits in a word.</summary>
internal static class SocialSecurityNumbers
{
    private const int Length = 9;
    private const int LastDigits = 4;

    public static void Find(SpokenCall call)
    {
        foreach (var run in call.FreeRuns.SelectMany(run => Numbers(call, run)))
        {
            var pieces = run.Pieces(0, run.Groups.Count).ToList();
            if (IsOne(call, run) && call.IsFree(pieces)) call.Claim(PersonalDataKind.SocialSecurityNumber, pieces);
        }
    }

    // "… 6789. The last four are 6789?" is said on end, too.
    private static IReadOnlyList<DigitRun> Numbers(SpokenCall call, DigitRun run)
    {
        if (call.CueOf(run) is not Cue.SocialSecurity) return [run];
        return run.Digits.Length > Length && run.GroupsOf(Length, Length) is > 0 and var first ? [run.Part(0, first), run.From(first)] : run.Repeats(LastDigits);
    }

    private static bool IsOne(SpokenCall call, DigitRun run) => run.Digits.Length switch
    {
        Length => MayBeGivenOut(run.Digits) && !call.IsOther(run) && (IsWritten(run) || IsNamed(call, run)),
        LastDigits => call.CueOf(run) is Cue.SocialSecurity,
        _ => false,
    };

    private static bool IsNamed(SpokenCall call, DigitRun run) =>
        call.CueOf(run) is Cue.SocialSecurity || Cues.Has(call.After(run.Last), Cue.SocialSecurity);

    private static bool IsWritten(DigitRun run) =>
        run.Groups.Select(group => group.Digits.Length).SequenceEqual([3, 2, 4]) && run.First.Word == run.Last.Word && run.First.Turn == run.Last.Turn;

    private static bool MayBeGivenOut(string digits) =>
        digits[..3] is not "000" and not "666" && digits[0] != '9' && digits[3..5] != "00" && digits[5..] != "0000";
}
