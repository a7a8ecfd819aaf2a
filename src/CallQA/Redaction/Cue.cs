namespace CallQA.Redaction;

/// <summary>What the words before a number say it is.</summary>
internal enum Cue
{
    Card,
    SecurityCode,
    Expiry,
    Iban,
    TaxId,
    Insurance,
    SocialSecurity,
    Phone,
    BirthDate,

    /// <summary>A number of something else, named as such: <c>order number</c>.</summary>
    OtherNumber,

    /// <summary>A thing that has numbers: <c>order</c>.</summary>
    OtherThing,
}
