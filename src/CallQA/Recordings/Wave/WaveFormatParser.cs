using System.Buffers.Binary;

namespace CallQA.Recordings.Wave;

/// <summary>Reads the <c>fmt</c> chunk and refuses what contradicts itself.</summary>
internal static class WaveFormatParser
{
    private const int ExtensibleTag = 0xFFFE;
    private const int MinimumRate = 4_000;
    private const int MaximumRate = 192_000;
    private const int MaximumChannels = 8;

    /// <summary>Fixed part of the sub-format's identifier behind the codec tag; other identifiers belong to other codecs.</summary>
    private static ReadOnlySpan<byte> SubFormatTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    public static WaveFormat Parse(ReadOnlySpan<byte> chunk, string path)
    {
        if (chunk.Length < 14)
            throw new AudioFormatException($"The WAV file '{path}' has a format chunk of {chunk.Length} bytes, too short for one (16 at least); export the recording again.");

        int tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int blockAlign = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        var bits = chunk.Length >= 16 ? BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) : 0;
        if (tag == ExtensibleTag)
            tag = SubFormat(chunk, path);

        CheckLayout(channels, rate, path);
        var encoding = EncodingOf(tag);
        if (encoding == WaveEncoding.Other)
            return new WaveFormat(encoding, tag, channels, (int)rate, 0);

        // Some recorders leave the sample size of G.711 at 0 or at that of the expanded samples.
        if (encoding is WaveEncoding.ALaw or WaveEncoding.MuLaw)
            bits = 8;

        CheckSamples(encoding, bits, channels, blockAlign, path);
        return new WaveFormat(encoding, tag, channels, (int)rate, bits);
    }

    private static int SubFormat(ReadOnlySpan<byte> chunk, string path)
    {
        if (chunk.Length < 40)
            throw new AudioFormatException($"The WAV file '{path}' has an extensible format chunk of {chunk.Length} bytes where 40 are needed; export the recording again.");

        var tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        return chunk[26..40].SequenceEqual(SubFormatTail)
            ? tag
            : throw new AudioFormatException($"The WAV file '{path}' is coded with {WaveCodecNames.Of(ExtensibleTag)} of sub-format {new Guid(chunk[24..40])}; export the recording as PCM.");
    }

    private static void CheckLayout(int channels, uint rate, string path)
    {
        if (channels is 0 or > MaximumChannels)
            throw new AudioFormatException($"The WAV file '{path}' states {channels} channels where 1 to {MaximumChannels} are possible; export the recording again.");

        if (rate is < MinimumRate or > MaximumRate)
            throw new AudioFormatException($"The WAV file '{path}' states a sampling rate of {rate} Hz where {MinimumRate} to {MaximumRate} are possible; export the recording again.");
    }

    private static void CheckSamples(WaveEncoding encoding, int bits, int channels, int blockAlign, string path)
    {
        var possible = encoding switch
        {
            WaveEncoding.Pcm => bits is 8 or 16 or 24 or 32,
            WaveEncoding.Float => bits is 32 or 64,
            _ => bits is 8,
        };
        if (!possible)
        {
            var kinds = encoding == WaveEncoding.Pcm ? "8, 16, 24 or 32" : "32 or 64";
            throw new AudioFormatException($"The WAV file '{path}' states samples of {bits} bits where {kinds} are possible; export the recording as 16-bit PCM.");
        }

        if (blockAlign != channels * bits / 8)
            throw new AudioFormatException($"The WAV file '{path}' contradicts itself: {channels} channels of {bits} bits make {channels * bits / 8} bytes a frame, but it states {blockAlign}; export the recording again.");
    }

    private static WaveEncoding EncodingOf(int tag) => tag switch
    {
        1 => WaveEncoding.Pcm,
        3 => WaveEncoding.Float,
        6 => WaveEncoding.ALaw,
        7 => WaveEncoding.MuLaw,
        _ => WaveEncoding.Other,
    };
}
