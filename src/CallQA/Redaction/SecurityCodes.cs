namespace CallQA.Redaction;

/// <summary>Three or four digits that are called a card's security code.</summary>
internal static class SecurityCodes
{
    public static void Find(SpokenCall call)
    {
        foreach (var run in call.FreeRuns.Where(run => run.Digits.Length is 3 or 4 && call.CueOf(run) is Cue.SecurityCode))
        {
            var pieces = run.Pieces(0, run.Groups.Count).ToList();
            if (call.IsFree(pieces)) call.Claim(PersonalDataKind.SecurityCode, pieces);
        }
    }
}
