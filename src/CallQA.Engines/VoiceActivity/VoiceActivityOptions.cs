namespace CallQA.Engines.VoiceActivity;

/// <summary>What counts as speech.</summary>
public sealed record VoiceActivityOptions
{
    /// <summary>Level above the noise floor that speech reaches, 3–30 dB. The default value is 8 dB.</summary>
    public double ThresholdDecibels { get; init; } = 8;

    /// <summary>Level below which nothing is speech, −100–0 dB of full scale. The default value is −62 dB.</summary>
    public double QuietestDecibels { get; init; } = -62;

    /// <summary>Spans shorter than this are clicks, 0–2 s. The default value is 0.12 s.</summary>
    public TimeSpan ShortestSpeech { get; init; } = TimeSpan.FromSeconds(0.12);

    /// <summary>Pauses shorter than this are part of the speech, 0–10 s. The default value is 0.3 s.</summary>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>Added before and after each span for soft sounds, 0–1 s. The default value is 0.15 s.</summary>
    public TimeSpan Padding { get; init; } = TimeSpan.FromSeconds(0.15);
}
