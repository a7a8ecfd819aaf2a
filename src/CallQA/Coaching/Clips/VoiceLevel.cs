namespace CallQA.Coaching.Clips;

/// <summary>Brings a voice to the loudness of ordinary speech, so that a whisper can be followed by a shout without reaching for the volume.</summary>
public static class VoiceLevel
{
    /// <summary>The loudness aimed at: root mean square of the parts with speech, in decibels below full scale.</summary>
    public const double Target = -20;

    // More would raise what is noise and not a voice.
    private const double MostGain = 20;
    private const double Headroom = -1;
    private const int PartsPerSecond = 50;

    // Parts quieter than the loud ones by more than this are pauses.
    private const double Pause = 20;

    // Quieter than that nobody speaks on this channel.
    private const double Silence = -60;

    /// <summary>Changes the samples in place by one gain: at most 20 dB up or down, and never so that the loudest sample is clipped.</summary>
    /// <param name="samples">One channel, nominally −1 to 1.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public static void Even(Span<float> samples, int sampleRate)
    {
        if (Loudness(samples, sampleRate) is not { } loudness) return;
        var peak = 0f;
        foreach (var sample in samples) peak = Math.Max(peak, Math.Abs(sample));
        var gain = (float)Ratio(Math.Min(Math.Clamp(Target - loudness, -MostGain, MostGain), Headroom - Decibels(peak * (double)peak)));
        foreach (ref var sample in samples) sample *= gain;
    }

    /// <summary>Loudness of the parts with speech, in decibels below full scale; null where there is none.</summary>
    /// <param name="samples">One channel, nominally −1 to 1.</param>
    /// <param name="sampleRate">Samples per second.</param>
    public static double? Loudness(ReadOnlySpan<float> samples, int sampleRate)
    {
        var length = Math.Max(1, sampleRate / PartsPerSecond);
        var parts = new List<double>();
        for (var from = 0; from + length <= samples.Length; from += length) parts.Add(Power(samples.Slice(from, length)));
        if (parts.Count == 0) return null;
        var floor = Math.Max(Decibels(parts.Max()) - Pause, Silence);
        var spoken = parts.Where(power => Decibels(power) >= floor).ToList();
        return spoken.Count == 0 ? null : Decibels(spoken.Average());
    }

    private static double Power(ReadOnlySpan<float> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples) sum += sample * (double)sample;
        return sum / samples.Length;
    }

    private static double Decibels(double power) => 10 * Math.Log10(Math.Max(power, 1e-12));

    private static double Ratio(double decibels) => Math.Pow(10, decibels / 20);
}
