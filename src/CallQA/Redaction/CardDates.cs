namespace CallQA.Redaction;

/// <summary>When a card expires, where the words say so: a month and a year.</summary>
internal static class CardDates
{
    private const int Nearest = 10;

    private static readonly HashSet<string> OtherThings = new(StringComparer.Ordinal)
    {
        "warranty", "subscription", "contract", "voucher", "offer", "licence", "license", "garantie", "abonnement", "abo", "vertrag", "gutschein", "angebot", "lizenz",
    };

    public static void Find(SpokenCall call)
    {
        foreach (var date in SpokenDates.Of(call))
        {
            var before = call.Before(date.Pieces[0]);
            var cue = Cues.Last(before);
            var named = cue is Cue.Expiry || Cues.Has(call.After(date.Pieces[^1], 2), Cue.Expiry) || IsAfterwards(call, date);
            if (named && IsMonthAndYear(date) && !before.Split(' ').TakeLast(Nearest).Any(OtherThings.Contains) && call.IsFree(date.Pieces))
                call.Claim(PersonalDataKind.CardExpiry, date.Pieces);
        }
    }

    /// <summary>Whether four digits are a month and a year, or six a month and a year with its century.</summary>
    public static bool IsMonthAndYear(string digits) =>
        (digits.Length == 4 || (digits.Length == 6 && digits.AsSpan(2, 2) is "20")) && string.CompareOrdinal(digits[..2], "00") > 0 && string.CompareOrdinal(digits[..2], "12") <= 0;

    private static bool IsMonthAndYear(SpokenDate date) => date.HasMonthName ? date.Digits.Length is 2 or 4 : IsMonthAndYear(date.Digits);

    // "Sie läuft im Oktober 2027 ab."
    private static bool IsAfterwards(SpokenCall call, SpokenDate date) =>
        call.After(date.Pieces[^1], 1) is "ab" && call.Before(date.Pieces[0], 0).Contains("laeuft", StringComparison.Ordinal);
}
