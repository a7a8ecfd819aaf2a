namespace CallQA.App.Settings;

/// <summary>The part <c>Encryption</c> of the settings: where the master key is. The key itself is never a setting.</summary>
internal sealed record EncryptionSettings
{
    /// <summary>
    /// File with the master key that recordings are encrypted under, made by <c>callqa store key new</c>. The default is the variable CALLQA_MASTER_KEY of the
    /// environment; without either, recordings are kept as they came.
    /// </summary>
    public string? KeyFile { get; init; }
}
