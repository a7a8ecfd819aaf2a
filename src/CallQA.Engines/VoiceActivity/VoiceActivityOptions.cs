namespace CallQA.Engines.VoiceActivity;

/// <summary>What counts as speech.</summary>
public sealed record VoiceActivityOptions
{
    /// <summary>Probability above which a moment is surely speech, 0–1. The default value is 0.5.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>How far below <see cref="Threshold"/> the probability may fall without ending what has begun, below it. The default value is 0.15.</summary>
    public double Hysteresis { get; init; } = 0.15;

    /// <summary>Level below which nothing is speech, −100–0 dB of full scale. The default value is −62 dB.</summary>
    public double QuietestDecibels { get; init; } = -62;

    /// <summary>Spans with less of sure speech than this are clicks, 0–2 s. The default value is 0.12 s.</summary>
    public TimeSpan ShortestSpeech { get; init; } = TimeSpan.FromSeconds(0.12);

    /// <summary>Pauses shorter than this are part of the speech, 0–10 s. The default value is 0.3 s.</summary>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>Added before and after each span for soft sounds, 0–1 s. The default value is 0.15 s.</summary>
    public TimeSpan Padding { get; init; } = TimeSpan.FromSeconds(0.15);
}
