namespace CallQA.Redaction;

/// <summary>What stands in a transcript where personal data was: one word each, so that words stay words.</summary>
public static class Marks
{
    /// <summary>The mark of a kind.</summary>
    /// <param name="kind">What was there.</param>
    /// <param name="language">ISO 639-1; German has marks of its own, every other language the English ones.</param>
    public static string Of(PersonalDataKind kind, string language) =>
        language.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? German(kind) : English(kind);

    private static string English(PersonalDataKind kind) => kind switch
    {
        PersonalDataKind.CardNumber => "[card-number]",
        PersonalDataKind.SecurityCode => "[security-code]",
        PersonalDataKind.CardExpiry => "[card-expiry]",
        PersonalDataKind.Iban => "[IBAN]",
        PersonalDataKind.TaxId => "[tax-ID]",
        PersonalDataKind.InsuranceNumber => "[insurance-number]",
        PersonalDataKind.SocialSecurityNumber => "[social-security-number]",
        PersonalDataKind.EmailAddress => "[e-mail-address]",
        PersonalDataKind.PhoneNumber => "[phone-number]",
        PersonalDataKind.PostalAddress => "[postal-address]",
        PersonalDataKind.DateOfBirth => "[date-of-birth]",
        PersonalDataKind.Name => "[name]",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind has no mark."),
    };

    private static string German(PersonalDataKind kind) => kind switch
    {
        PersonalDataKind.CardNumber => "[Kartennummer]",
        PersonalDataKind.SecurityCode => "[Kartenprüfnummer]",
        PersonalDataKind.CardExpiry => "[Kartenablauf]",
        PersonalDataKind.Iban => "[IBAN]",
        PersonalDataKind.TaxId => "[Steuer-ID]",
        PersonalDataKind.InsuranceNumber => "[Versicherungsnummer]",
        PersonalDataKind.SocialSecurityNumber => "[US-Sozialversicherungsnummer]",
        PersonalDataKind.EmailAddress => "[E-Mail-Adresse]",
        PersonalDataKind.PhoneNumber => "[Telefonnummer]",
        PersonalDataKind.PostalAddress => "[Anschrift]",
        PersonalDataKind.DateOfBirth => "[Geburtsdatum]",
        PersonalDataKind.Name => "[Name]",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind has no mark."),
    };
}
