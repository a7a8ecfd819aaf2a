namespace CallQA.Redaction;

/// <summary>Dates that are called a date of birth.</summary>
internal static class BirthDates
{
    private const int FarthestPieces = 10;

    public static void Find(SpokenCall call)
    {
        foreach (var date in SpokenDates.Of(call))
        {
            if (date.Parts < 2 && date.Digits.Length is not (6 or 8)) continue;
            if (!(IsNamedBefore(call, date) || IsNamedAfter(call, date)) || !call.IsFree(date.Pieces)) continue;
            call.Claim(PersonalDataKind.DateOfBirth, date.Pieces);
        }
    }

    private static bool IsNamedBefore(SpokenCall call, SpokenDate date)
    {
        var first = date.Pieces[0];
        var sameTurn = call.Before(first, 0).Split(' ').TakeLast(FarthestPieces).ToList();
        if (Cues.Last(string.Join(' ', sameTurn)) is Cue.BirthDate) return true;
        return sameTurn.Count < FarthestPieces && Cues.Last(call.Before(first)) is Cue.BirthDate;
    }

    private static bool IsNamedAfter(SpokenCall call, SpokenDate date) => Cues.Has(call.After(date.Pieces[^1], 6), Cue.BirthDate);
}
