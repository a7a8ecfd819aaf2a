using System.Globalization;

namespace CallQA.Redaction;

/// <summary>Which digits a card number may begin with, and how long it then is.</summary>
internal static class CardIssuers
{
    public const int Shortest = 13;
    public const int Longest = 19;

    /// <summary>Whether the number is one an issuer may give out, its check digit included.</summary>
    /// <param name="digits">The digits.</param>
    /// <param name="usual">Only the length that nearly all cards of the issuer have.</param>
    public static bool Issues(string digits, bool usual) =>
        digits.Length is >= Shortest and <= Longest && IsLength(digits, usual) && Checksums.IsLuhn(digits);

    private static bool IsLength(string digits, bool usual)
    {
        var two = Prefix(digits, 2);
        var four = Prefix(digits, 4);
        return two switch
        {
            34 or 37 => digits.Length == 15,
            36 or 38 or 39 or 30 => digits.Length == 14 || (!usual && digits.Length is >= 14 and <= 19),
            35 => four is >= 3528 and <= 3589 && (digits.Length == 16 || (!usual && digits.Length > 16)),
            >= 40 and <= 49 => digits.Length == 16 || (!usual && digits.Length is 13 or 19),
            >= 51 and <= 55 => digits.Length == 16,
            >= 22 and <= 27 => four is >= 2221 and <= 2720 && digits.Length == 16,
            50 or (>= 56 and <= 69) => digits.Length == 16 || (!usual && digits.Length is >= 13 and <= 19),
            _ => false,
        };
    }

    private static int Prefix(string digits, int length) => int.Parse(digits.AsSpan(0, length), CultureInfo.InvariantCulture);
}
