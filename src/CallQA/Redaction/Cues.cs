using System.Text.RegularExpressions;

namespace CallQA.Redaction;

/// <summary>The words that tell what a number is, in folded text (see <see cref="PieceReader.Fold"/>).</summary>
internal static partial class Cues
{
    private static readonly (Cue Cue, Regex Pattern)[] All =
    [
        (Cue.Card, Card()), (Cue.SecurityCode, SecurityCode()), (Cue.Expiry, Expiry()), (Cue.Iban, Iban()), (Cue.TaxId, TaxId()),
        (Cue.Insurance, Insurance()), (Cue.SocialSecurity, SocialSecurity()), (Cue.Phone, Phone()), (Cue.BirthDate, BirthDate()),
        (Cue.OtherNumber, OtherNumber()), (Cue.OtherThing, OtherThing()),
    ];

    /// <summary>The cue that ends last in the text, the longer of two that end together; null when there is none.</summary>
    public static Cue? Last(string text)
    {
        (Cue? cue, var end, var length) = (null, 0, 0);
        foreach (var (candidate, pattern) in All)
        {
            foreach (Match match in pattern.Matches(text))
            {
                var matchEnd = match.Index + match.Length;
                if (matchEnd < end || (matchEnd == end && match.Length <= length)) continue;
                (cue, end, length) = (candidate, matchEnd, match.Length);
            }
        }

        return cue;
    }

    /// <summary>Whether the text has this cue anywhere.</summary>
    public static bool Has(string text, Cue cue) => All[(int)cue].Pattern.IsMatch(text);

    [GeneratedRegex(@"\b((credit |debit |bank )?cards?( number)?|visa|master ?card|amex|american express|discover|maestro|long number|sixteen digits|16 digits|kreditkarten?\w*|karten?(nummer)?|sechzehn ziffern|16 ziffern)\b")]
    private static partial Regex Card();

    [GeneratedRegex(@"\b(cvv2?|cvc2?|security code|(three|3|four|4)( |-)digit (code|number)|(three|3|four|4) digits on|last three|signature strip|verification (number|code|value)|code on the back|sicherheitscode|pruefziffern?|(karten)?pruefnummer|dreistellige\w*( nummer| code)?|(drei|3) ziffern|unterschriftsfeld|letzten drei( ziffern)?)\b")]
    private static partial Regex SecurityCode();

    [GeneratedRegex(@"\b(expir\w*|exp date|valid (until|thru|through|till|to)|good (through|thru|until)|ablauf\w*|gueltig( bis)?|gueltigkeit\w*|ablaeuft|laeuft (sie|die karte|im|am))\b")]
    private static partial Regex Expiry();

    [GeneratedRegex(@"\b(iban|bankverbindung|bank details|konto|account)\b")]
    private static partial Regex Iban();

    [GeneratedRegex(@"\b(tax (id|identification)( number)?|tax number|steuer ?id\w*( nummer)?|steueridentifikationsnummer|steuer identifikationsnummer|steuernummer|identifikationsnummer|idnr|id nr)\b")]
    private static partial Regex TaxId();

    [GeneratedRegex(@"\b(sozialversicherung\w*|rentenversicherung\w*|versicherungsnummer|versichertennummer|krankenversichert?\w*|krankenkasse\w*|sv nummer|rv nummer|gesundheitskarte)\b")]
    private static partial Regex Insurance();

    [GeneratedRegex(@"\b(((my|your|the) )?social security( number)?|ssn|(my|your|the) social)\b")]
    private static partial Regex SocialSecurity();

    [GeneratedRegex(@"\b(phone( number)?|telephone( number)?|mobile( number)?|cell( ?phone)?|call (me|you)( back)?|reach (me|you)|contact number|best number|callback number|telefon\w*|handy\w*|mobil\w*|rueckruf\w*|rufnummer|erreich\w*|rufen sie mich|ruf mich|beste nummer|durchwahl)\b")]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b(date of birth|birth ?date|dob|d o b|born|birthday|geburtsdatum|geburtstag\w*|geboren|geb)\b")]
    private static partial Regex BirthDate();

    [GeneratedRegex(@"\b((order|customer|tracking|shipment|invoice|serial|reference|ticket|case|booking|confirmation|article|part|item|policy|contract|receipt|voucher|gift card|membership|batch|parcel|claim|model|meter|transaction|member|client|device|product|account) (number|no|id|code|reading)|imei|barcode|(bestell|auftrags|sendungs|kunden|rechnungs|serien|referenz|vorgangs|ticket|fall|buchungs|artikel|teile|policen|vertrags|beleg|gutschein|mitglieds|chargen|paket|schadens|modell|geraete|produkt|transaktions|konto|personal)nummer|zaehlerstand|zaehlernummer|aktenzeichen|strichcode)\b")]
    private static partial Regex OtherNumber();

    [GeneratedRegex(@"\b(orders?|shipment|tracking|serial|reference|ticket|booking|parcel|package|voucher|batch|router|receipt|device|meter|flight|bestellung|auftrag|sendung|seriennummer|paket|gutschein|geraet|flug|lieferung|zaehler)\b")]
    private static partial Regex OtherThing();
}
