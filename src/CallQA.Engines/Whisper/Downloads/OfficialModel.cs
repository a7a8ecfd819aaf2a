namespace CallQA.Engines.Whisper.Downloads;

/// <summary>A model file as whisper.cpp publishes it.</summary>
/// <param name="Name">Name to ask for it by: size, <c>.en</c> for English only, and the quantization where there is one.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Sha1">SHA-1 as its publisher lists it, lower-case hexadecimal.</param>
/// <param name="Sha256">SHA-256, lower-case hexadecimal; null where it is not published.</param>
public sealed record OfficialModel(string Name, long Bytes, string Sha1, string? Sha256)
{
    private const int MelBinsSinceLargeV3 = 128;
    private const int MelBinsBefore = 80;

    /// <summary>True when it hears English only.</summary>
    public bool EnglishOnly => Name.Contains(".en", StringComparison.Ordinal);

    /// <summary>Mel bands of its front end, 80 or 128.</summary>
    public int MelBins => Name.StartsWith("large-v3", StringComparison.Ordinal) ? MelBinsSinceLargeV3 : MelBinsBefore;

    /// <summary>Element type of its matrices: <c>f16</c>, <c>q5_0</c>, <c>q5_1</c> or <c>q8_0</c>.</summary>
    public string Quantization => Name.IndexOf("-q", StringComparison.Ordinal) is >= 0 and var at ? Name[(at + 1)..] : "f16";

    /// <summary>Languages it knows: 1, 99 or, since large-v3, 100.</summary>
    public int Languages => EnglishOnly ? 1 : MelBins == MelBinsSinceLargeV3 ? 100 : 99;

    /// <summary>What a download of it must be.</summary>
    public ExpectedContent Content => new(Bytes, Sha256, Sha1);
}
