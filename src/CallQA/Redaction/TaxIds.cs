namespace CallQA.Redaction;

/// <summary>German tax identification numbers: eleven digits that fit, unless called something else, or that are called one.</summary>
internal static class TaxIds
{
    private const int Length = 11;

    public static void Find(SpokenCall call)
    {
        foreach (var run in call.FreeRuns.Where(run => run.Digits.Length >= Length - 1).ToList())
        {
            if (call.CueOf(run) is Cue.TaxId) ClaimNamed(call, run);
            else if (Checksums.IsTaxId(run.Digits) && !call.IsOther(run) && call.CueOf(run) is not Cue.Phone) ClaimFirst(call, run, run.Groups.Count);
        }
    }

    // Said again, or corrected, on end.
    private static void ClaimNamed(SpokenCall call, DigitRun run)
    {
        while (run.Digits.Length >= Length - 1 && run.GroupsOf(Length - 1, Length) is > 0 and var count)
        {
            ClaimFirst(call, run, count);
            if (count == run.Groups.Count) return;
            run = run.From(count);
        }
    }

    private static void ClaimFirst(SpokenCall call, DigitRun run, int groups)
    {
        var pieces = run.Pieces(0, groups).ToList();
        if (call.IsFree(pieces)) call.Claim(PersonalDataKind.TaxId, pieces);
    }
}
