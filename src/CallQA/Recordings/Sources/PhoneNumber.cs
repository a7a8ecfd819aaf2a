using PhoneNumbers;

namespace CallQA.Recordings.Sources;

/// <summary>Brings telephone numbers into one form, so that one customer's calls are found together.</summary>
internal static class PhoneNumber
{
    /// <summary>A number in the form of ITU-T E.164 (<c>+493012345678</c>).</summary>
    /// <param name="text">The number as it was written.</param>
    /// <param name="region">ISO 3166-1 code of the country it was dialled in; null where it has to say so itself.</param>
    /// <returns>The text without surrounding blanks where it is no complete number: an extension, or "anonymous".</returns>
    public static string Of(string text, string? region)
    {
        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            var number = numbers.Parse(text, region);
            return numbers.IsValidNumber(number) ? numbers.Format(number, PhoneNumberFormat.E164) : text.Trim();
        }
        catch (NumberParseException)
        {
            return text.Trim();
        }
    }

    /// <summary>Whether a text is the code of a country.</summary>
    public static bool IsRegion(string text) => PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(text);
}
