namespace CallQA.Recordings.Wave;

/// <summary>How the samples of a WAV file are coded.</summary>
internal enum WaveEncoding
{
    /// <summary>Left to FFmpeg.</summary>
    Other,
    Pcm,
    Float,
    ALaw,
    MuLaw,
}

/// <summary>The checked <c>fmt</c> chunk of a WAV file.</summary>
/// <param name="Encoding">How the samples are coded.</param>
/// <param name="Tag">The codec tag as written, the sub-format's of an extensible header.</param>
/// <param name="Channels">1–8.</param>
/// <param name="SampleRate">4–192 kHz, in hertz.</param>
/// <param name="BitsPerSample">Size of one stored sample; 0 for codecs left to FFmpeg.</param>
internal sealed record WaveFormat(WaveEncoding Encoding, int Tag, int Channels, int SampleRate, int BitsPerSample)
{
    /// <summary>Bytes of one sample of every channel.</summary>
    public int FrameSize => Channels * BitsPerSample / 8;

    public string Name => Encoding switch
    {
        WaveEncoding.Pcm => $"WAV, {BitsPerSample}-bit PCM",
        WaveEncoding.Float => $"WAV, {BitsPerSample}-bit float",
        WaveEncoding.ALaw => "WAV, G.711 A-law",
        WaveEncoding.MuLaw => "WAV, G.711 µ-law",
        _ => $"WAV, {WaveCodecNames.Of(Tag)}",
    };
}
