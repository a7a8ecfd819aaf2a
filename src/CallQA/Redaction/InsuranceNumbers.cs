namespace CallQA.Redaction;

/// <summary>German pension insurance numbers (eight digits, letter, three digits) and health insurance numbers (letter, nine digits).</summary>
internal static class InsuranceNumbers
{
    private const int PensionLength = 12;
    private const int HealthLength = 10;
    private const int PensionLetter = 8;

    public static void Find(SpokenCall call)
    {
        foreach (var stream in call.Pieces.GroupBy(piece => piece.Speaker).Select(speaker => speaker.ToArray()))
        {
            for (var at = 0; at < stream.Length; at++)
            {
                var spelled = SpelledText.Read(stream, at);
                if (LengthOf(call, stream[at], spelled.Text) is not { } length) continue;
                var pieces = spelled.Pieces(stream, at, length).ToList();
                if (call.IsFree(pieces)) call.Claim(PersonalDataKind.InsuranceNumber, pieces);
            }
        }
    }

    // Called one it may be misheard; not called one it must be right.
    private static int? LengthOf(SpokenCall call, Piece first, string text)
    {
        if (IsForm(text, PensionLength, PensionLetter) && (Checksums.IsPensionNumber(text[..PensionLength]) || IsNamed(call, first))) return PensionLength;
        return IsForm(text, HealthLength, 0) && (Checksums.IsHealthNumber(text[..HealthLength]) || IsNamed(call, first)) ? HealthLength : null;
    }

    private static bool IsNamed(SpokenCall call, Piece first) => Cues.Last(call.Before(first)) is Cue.Insurance;

    private static bool IsForm(string text, int length, int letter) =>
        text.Length >= length && text[..length].Select((sign, at) => at == letter ? char.IsAsciiLetterLower(sign) : char.IsAsciiDigit(sign)).All(fits => fits);
}
