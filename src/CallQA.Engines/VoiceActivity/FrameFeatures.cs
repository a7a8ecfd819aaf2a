using CallQA.Engines.Whisper.Audio;

namespace CallQA.Engines.VoiceActivity;

/// <summary>What the detector knows of each 10 ms of audio.</summary>
/// <param name="Level">Level in the telephone band, dB of a full-scale sine.</param>
/// <param name="Tonality">Share of the power in the two strongest narrow peaks, 0–1: near 1 for signalling tones, lower for voices.</param>
internal sealed record FrameFeatures(float[] Level, float[] Tonality)
{
    private const int LowestBin = 5;
    private const int HighestBin = 90;
    private const float FullScaleSine = 1.5e4f;

    /// <summary>Analyses audio at 16 kHz.</summary>
    public static FrameFeatures Of(ReadOnlySpan<float> audio)
    {
        var frames = audio.Length / ShortTimeSpectrum.Hop;
        var result = new FrameFeatures(new float[frames], new float[frames]);
        var spectrum = new ShortTimeSpectrum();
        Span<float> power = stackalloc float[HighestBin - LowestBin];
        for (var frame = 0; frame < frames; frame += ShortTimeSpectrum.Lanes)
        {
            var vectors = spectrum.Compute(audio, frame);
            for (var lane = 0; lane < Math.Min(ShortTimeSpectrum.Lanes, frames - frame); lane++)
            {
                for (var bin = 0; bin < power.Length; bin++)
                    power[bin] = vectors[LowestBin + bin][lane];
                result.Add(frame + lane, power);
            }
        }

        return result;
    }

    private void Add(int frame, Span<float> power)
    {
        var total = 1e-9f;
        foreach (var value in power)
            total += value;
        Level[frame] = 10 * MathF.Log10(total / FullScaleSine);
        Tonality[frame] = (TakePeak(power) + TakePeak(power)) / total;
    }

    /// <summary>Power of the strongest bin and its neighbours (a pure tone's whole lobe), which are then removed.</summary>
    private static float TakePeak(Span<float> power)
    {
        var best = 0;
        for (var bin = 1; bin < power.Length; bin++)
        {
            if (power[bin] > power[best])
                best = bin;
        }

        var sum = 0f;
        for (var bin = Math.Max(0, best - 2); bin <= Math.Min(power.Length - 1, best + 2); bin++)
        {
            sum += power[bin];
            power[bin] = 0;
        }

        return sum;
    }
}
