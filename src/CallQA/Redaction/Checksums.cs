namespace CallQA.Redaction;

/// <summary>The check digits of the numbers that have some.</summary>
internal static class Checksums
{
    private static readonly int[] PensionFactors = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];

    /// <summary>Luhn's, over digits alone.</summary>
    public static bool IsLuhn(string digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[^(at + 1)] - '0';
            sum += at % 2 == 0 ? digit : CrossSum(2 * digit);
        }

        return sum % 10 == 0;
    }

    /// <summary>ISO 7064 MOD 97-10 of an IBAN, in lower case without spaces.</summary>
    public static bool IsIban(string iban)
    {
        var rest = 0;
        foreach (var sign in string.Concat(iban.AsSpan(4), iban.AsSpan(0, 4)))
        {
            var value = char.IsAsciiDigit(sign) ? sign - '0' : sign - 'a' + 10;
            rest = ((rest * (value > 9 ? 100 : 10)) + value) % 97;
        }

        return rest == 1;
    }

    /// <summary>A German tax identification number: ISO 7064 MOD 11,10, one digit of the first ten twice or three times.</summary>
    public static bool IsTaxId(string digits)
    {
        if (digits.Length != 11 || digits[0] == '0') return false;
        var counts = digits[..10].GroupBy(digit => digit).Select(digit => digit.Count()).Where(count => count > 1).ToList();
        if (counts is not [2 or 3]) return false;
        var product = 10;
        foreach (var digit in digits[..10])
        {
            var sum = (digit - '0' + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }

        return (11 - product) % 10 == digits[10] - '0';
    }

    /// <summary>A German pension insurance number: eight digits, a letter, three digits.</summary>
    public static bool IsPensionNumber(string number)
    {
        if (number.Length != 12 || !char.IsAsciiLetterLower(number[8])) return false;
        var digits = $"{number[..8]}{number[8] - 'a' + 1:00}{number[9..11]}";
        return PensionFactors.Select((factor, at) => CrossSum(factor * (digits[at] - '0'))).Sum() % 10 == number[11] - '0';
    }

    /// <summary>A German health insurance number: a letter and nine digits.</summary>
    public static bool IsHealthNumber(string number)
    {
        if (number.Length != 10 || !char.IsAsciiLetterLower(number[0])) return false;
        var digits = $"{number[0] - 'a' + 1:00}{number[1..9]}";
        return digits.Select((digit, at) => CrossSum((at % 2 == 0 ? 1 : 2) * (digit - '0'))).Sum() % 10 == number[9] - '0';
    }

    private static int CrossSum(int value) => (value / 10) + (value % 10);
}
