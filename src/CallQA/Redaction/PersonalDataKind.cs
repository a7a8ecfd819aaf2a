namespace CallQA.Redaction;

/// <summary>What kind of personal data is said.</summary>
public enum PersonalDataKind
{
    /// <summary>Number of a payment card.</summary>
    CardNumber,

    /// <summary>Security code of a payment card (CVV, CVC).</summary>
    SecurityCode,

    /// <summary>Month and year a payment card expires.</summary>
    CardExpiry,

    /// <summary>International bank account number.</summary>
    Iban,

    /// <summary>German tax identification number (IdNr).</summary>
    TaxId,

    /// <summary>German pension or health insurance number.</summary>
    InsuranceNumber,

    /// <summary>United States social security number, or its last four digits.</summary>
    SocialSecurityNumber,

    /// <summary>E-mail address.</summary>
    EmailAddress,

    /// <summary>Telephone number.</summary>
    PhoneNumber,

    /// <summary>Street and house number, with what follows of the address.</summary>
    PostalAddress,

    /// <summary>Date of birth.</summary>
    DateOfBirth,

    /// <summary>Name of a person; the agent's own stays where it is known.</summary>
    Name,
}
