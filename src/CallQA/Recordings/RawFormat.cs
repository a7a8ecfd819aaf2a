using System.Globalization;
using CallQA.Recordings.Wave;

namespace CallQA.Recordings;

/// <summary>How the samples of a recording without any header are coded, as somebody declared it: the file itself cannot tell.</summary>
public sealed record RawFormat
{
    private const int LowestRate = 4_000;
    private const int HighestRate = 192_000;
    private const int MostChannels = 8;

    private static readonly (string[] Names, WaveEncoding Encoding, int Tag, int Bits)[] Codings =
    [
        (["mulaw", "ulaw", "pcmu"], WaveEncoding.MuLaw, 7, 8),
        (["alaw", "pcma"], WaveEncoding.ALaw, 6, 8),
        (["pcm8"], WaveEncoding.Pcm, 1, 8),
        (["pcm16", "slin", "s16le"], WaveEncoding.Pcm, 1, 16),
        (["pcm24", "s24le"], WaveEncoding.Pcm, 1, 24),
        (["pcm32", "s32le"], WaveEncoding.Pcm, 1, 32),
        (["float32", "f32le"], WaveEncoding.Float, 3, 32),
    ];

    // What Asterisk calls its headerless recordings: the name is all there is.
    private static readonly (string Extension, string Format)[] Named =
    [
        (".ulaw", "mulaw,8000,1"), (".ul", "mulaw,8000,1"), (".pcmu", "mulaw,8000,1"), (".alaw", "alaw,8000,1"), (".al", "alaw,8000,1"), (".pcma", "alaw,8000,1"),
        (".sln", "pcm16,8000,1"), (".sln12", "pcm16,12000,1"), (".sln16", "pcm16,16000,1"), (".sln24", "pcm16,24000,1"), (".sln32", "pcm16,32000,1"), (".sln48", "pcm16,48000,1"),
    ];

    // Names that only say that there is no header.
    private static readonly string[] Bare = [".raw", ".pcm"];

    private RawFormat(WaveFormat wave) => Wave = wave;

    /// <summary>The names of the codings, one a coding.</summary>
    public static IEnumerable<string> CodingNames => Codings.Select(coding => coding.Names[0]);

    /// <summary>What a wrong declaration is told to be.</summary>
    public static string Remedy { get; } = $"write coding, hertz and channels such as mulaw,8000,2; codings are {string.Join(", ", CodingNames)}";

    /// <summary>The same as the header of a WAV file would state it.</summary>
    internal WaveFormat Wave { get; }

    /// <summary>Reads a declaration: coding, sampling rate in hertz (4,000–192,000) and number of channels (1–8), separated by commas.</summary>
    /// <param name="text">For example <c>mulaw,8000,2</c>.</param>
    /// <returns>Null when it is none; <see cref="Remedy"/> says what to write.</returns>
    public static RawFormat? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split([',', '/', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 3 || Coding(parts[0]) is not var (_, encoding, tag, bits))
            return null;
        return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate is >= LowestRate and <= HighestRate
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var channels) && channels is >= 1 and <= MostChannels
            ? new RawFormat(new WaveFormat(encoding, tag, channels, rate, bits))
            : null;
    }

    /// <summary>The format of Asterisk's headerless recordings by their names: <c>.ulaw</c>, <c>.alaw</c>, <c>.sln</c>, <c>.sln16</c> …</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null for every other name.</returns>
    public static RawFormat? OfName(string path) =>
        Array.Find(Named, named => named.Extension.Equals(Path.GetExtension(path), StringComparison.OrdinalIgnoreCase)).Format is { } format ? Parse(format) : null;

    /// <summary>Whether a name says that the file has no header, and does not say how it is coded.</summary>
    internal static bool IsBare(string path) => Bare.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>All extensions of files without header.</summary>
    public static IEnumerable<string> Extensions => [.. Named.Select(named => named.Extension), .. Bare];

    /// <summary>The declaration as it is written.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Array.Find(Codings, coding => coding.Encoding == Wave.Encoding && coding.Bits == Wave.BitsPerSample).Names[0]},{Wave.SampleRate},{Wave.Channels}");

    private static (string[] Names, WaveEncoding Encoding, int Tag, int Bits)? Coding(string name)
    {
        var index = Array.FindIndex(Codings, coding => coding.Names.Contains(name, StringComparer.OrdinalIgnoreCase));
        return index < 0 ? null : Codings[index];
    }
}
