namespace CallQA.Redaction;

/// <summary>German tax identification numbers: eleven digits that fit, unless called something else, or that are called one.</summary>
internal static class TaxIds
{
    private const int Length = 11;

    public static void Find(SpokenCall call)
    {
        foreach (var run in call.Runs.Where(run => run.Digits.Length >= Length - 1))
        {
            var named = call.CueOf(run) is Cue.TaxId;
            var count = run.GroupsOf(named ? Length - 1 : Length, Length);
            if (count == 0) continue;
            var digits = string.Concat(run.Groups.Take(count).Select(group => group.Digits));
            var fits = run.Digits.Length == Length && Checksums.IsTaxId(digits) && !call.IsOther(run) && call.CueOf(run) is not Cue.Phone;
            var pieces = run.Pieces(0, count).ToList();
            if ((named || fits) && call.IsFree(pieces)) call.Claim(PersonalDataKind.TaxId, pieces);
        }
    }
}
