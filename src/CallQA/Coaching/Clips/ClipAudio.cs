using CallQA.Recordings;

namespace CallQA.Coaching.Clips;

/// <summary>Cuts a stretch out of a recording and mixes its sides into one channel, as people listen with both ears.</summary>
public static class ClipAudio
{
    /// <summary>The longest clip: more than that is no passage but a call.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Cuts.</summary>
    /// <param name="recording">The recording; only the stretch is read of it.</param>
    /// <param name="span">The stretch; what lies outside the recording is left out.</param>
    /// <param name="level">Whether both sides are brought to the same loudness first, see <see cref="VoiceLevel"/>.</param>
    /// <returns>One channel at the recording's rate, in memory.</returns>
    public static AudioClip Cut(AudioClip recording, ClipSpan span, bool level)
    {
        var first = Sample(recording, span.Start);
        var mixed = new float[Math.Max(0, Sample(recording, span.End) - first)];
        foreach (var channel in recording.Channels)
        {
            var samples = channel.Read(first, mixed.Length);
            if (level) VoiceLevel.Even(samples, recording.SampleRate);
            for (var at = 0; at < mixed.Length; at++) mixed[at] += samples[at];
        }

        Limit(mixed);
        return new(recording.SampleRate, [mixed]);
    }

    private static int Sample(AudioClip recording, TimeSpan moment) =>
        (int)Math.Clamp(Math.Round(moment.TotalSeconds * recording.SampleRate), 0, recording.Length);

    // Two voices at once may be too loud together; a mix that fits stays as it is.
    private static void Limit(float[] samples)
    {
        var peak = samples.Length == 0 ? 0 : samples.Max(sample => Math.Abs(sample));
        if (peak <= 1) return;
        for (var at = 0; at < samples.Length; at++) samples[at] /= peak;
    }
}
