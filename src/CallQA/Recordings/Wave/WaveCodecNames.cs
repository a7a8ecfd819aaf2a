namespace CallQA.Recordings.Wave;

/// <summary>Names of the codec tags that recorders write, for messages.</summary>
internal static class WaveCodecNames
{
    private static readonly Dictionary<int, string> Names = new()
    {
        [0x0001] = "PCM",
        [0x0002] = "Microsoft ADPCM",
        [0x0003] = "IEEE float",
        [0x0006] = "G.711 A-law",
        [0x0007] = "G.711 µ-law",
        [0x0011] = "IMA ADPCM",
        [0x0017] = "Dialogic ADPCM",
        [0x0022] = "TrueSpeech",
        [0x0031] = "GSM 6.10",
        [0x0040] = "G.721 ADPCM",
        [0x0042] = "G.723.1",
        [0x0045] = "G.726 ADPCM",
        [0x0050] = "MPEG layer 2",
        [0x0055] = "MP3",
        [0x0064] = "G.726 ADPCM",
        [0x0065] = "G.722 ADPCM",
        [0x0083] = "G.729",
        [0x00FF] = "AAC",
        [0x0160] = "Windows Media Audio 1",
        [0x0161] = "Windows Media Audio 2",
        [0x2222] = "G.729",
        [0xA109] = "Speex",
        [0xF1AC] = "FLAC",
    };

    /// <summary>For example <c>GSM 6.10 (codec tag 0x0031)</c>.</summary>
    public static string Of(int tag) =>
        Names.TryGetValue(tag, out var name) ? $"{name} (codec tag 0x{tag:X4})" : $"an unknown codec (codec tag 0x{tag:X4})";
}
