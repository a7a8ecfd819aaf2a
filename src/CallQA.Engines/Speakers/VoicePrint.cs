namespace CallQA.Engines.Speakers;

/// <summary>
/// What is summed up of frames to tell voices by: the cepstrum and its squares, each as departure from the recording's mean, and
/// the pitch where there is one.
/// </summary>
internal static class VoicePrint
{
    /// <summary>Values of a frame.</summary>
    public const int Size = (2 * Cepstrum.Size) + 1;

    /// <summary>Adds a frame.</summary>
    /// <param name="frames">A stretch.</param>
    /// <param name="frame">Which of its frames.</param>
    /// <param name="mean">The recording's mean cepstrum, then its mean logarithmic pitch.</param>
    /// <param name="sum">Receives <see cref="Size"/> values.</param>
    public static void Add(VoiceFrames frames, int frame, ReadOnlySpan<float> mean, Span<float> sum)
    {
        var cepstrum = frames.CepstrumAt(frame);
        for (var i = 0; i < cepstrum.Length; i++)
        {
            var departure = cepstrum[i] - mean[i];
            sum[i] += departure;
            sum[Cepstrum.Size + i] += departure * departure;
        }

        if (!float.IsNaN(frames.LogPitch[frame]))
            sum[^1] += frames.LogPitch[frame] - mean[Cepstrum.Size];
    }

    /// <summary>Mean cepstrum and mean logarithmic pitch over the loud frames of a recording, or null when there are none.</summary>
    public static float[]? Mean(IEnumerable<VoiceFrames> recording)
    {
        var (sum, loud, voiced) = (new double[Cepstrum.Size + 1], 0, 0);
        foreach (var frames in recording)
        {
            for (var i = 0; i < frames.Count; i++)
            {
                if (!frames.IsLoud[i])
                    continue;
                loud++;
                for (var k = 0; k < Cepstrum.Size; k++)
                    sum[k] += frames.CepstrumAt(i)[k];
                if (float.IsNaN(frames.LogPitch[i]))
                    continue;
                voiced++;
                sum[^1] += frames.LogPitch[i];
            }
        }

        return loud == 0 ? null : [.. sum.Select((value, k) => (float)(value / Math.Max(1, k < Cepstrum.Size ? loud : voiced)))];
    }
}
