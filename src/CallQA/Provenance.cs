namespace CallQA;

/// <summary>From where a result came that was made elsewhere and taken over when the call was taken in.</summary>
/// <param name="Signer">Whom the vCon was signed by, as the verified certificate names it; null for one that was not signed.</param>
/// <param name="Certificate">SHA-256 of the signer's certificate, lower-case hexadecimal; null for one that was not signed.</param>
public sealed record Provenance(string? Signer = null, string? Certificate = null);
