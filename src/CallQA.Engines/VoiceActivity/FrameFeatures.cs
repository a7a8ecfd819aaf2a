using System.Numerics.Tensors;
using CallQA.Engines.Whisper.Audio;
using CallQA.Recordings;

namespace CallQA.Engines.VoiceActivity;

/// <summary>What the detector knows of each 10 ms of audio.</summary>
/// <param name="Level">Level in the telephone band, dB of a full-scale sine.</param>
/// <param name="Tonality">Share of the power in the two strongest narrow peaks, 0–1: near 1 for signalling tones, lower for voices.</param>
internal sealed record FrameFeatures(float[] Level, float[] Tonality)
{
    private const int LowestBin = 5;
    private const int HighestBin = 90;
    private const int Block = 512;

    /// <summary>Frames around a block that its own reach into.</summary>
    private const int Margin = 2;
    private const float FullScaleSine = 1.5e4f;

    /// <summary>Analyses audio at 16 kHz, block by block.</summary>
    public static FrameFeatures Of(ChannelAudio audio, CancellationToken cancellationToken)
    {
        var frames = audio.Length / ShortTimeSpectrum.Hop;
        var result = new FrameFeatures(new float[frames], new float[frames]);
        var spectrum = new ShortTimeSpectrum();
        var samples = new float[(Block + (2 * Margin)) * ShortTimeSpectrum.Hop];
        for (var frame = 0; frame < frames; frame += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            result.AddBlock(audio, frame, Math.Min(Block, frames - frame), spectrum, samples);
        }

        return result;
    }

    private void AddBlock(ChannelAudio audio, int first, int count, ShortTimeSpectrum spectrum, Span<float> samples)
    {
        var before = Math.Min(first, Margin);
        var start = (first - before) * ShortTimeSpectrum.Hop;
        samples = samples[..(Math.Min(audio.Length, (first + count + Margin) * ShortTimeSpectrum.Hop) - start)];
        audio.Read(start, samples);
        Span<float> power = stackalloc float[HighestBin - LowestBin];
        for (var frame = 0; frame < count; frame += ShortTimeSpectrum.Lanes)
        {
            var vectors = spectrum.Compute(samples, before + frame);
            for (var lane = 0; lane < Math.Min(ShortTimeSpectrum.Lanes, count - frame); lane++)
            {
                for (var bin = 0; bin < power.Length; bin++)
                    power[bin] = vectors[LowestBin + bin][lane];
                Add(first + frame + lane, power);
            }
        }
    }

    private void Add(int frame, Span<float> power)
    {
        var total = 1e-9f + TensorPrimitives.Sum<float>(power);
        Level[frame] = 10 * MathF.Log10(total / FullScaleSine);
        Tonality[frame] = (TakePeak(power) + TakePeak(power)) / total;
    }

    /// <summary>Power of the strongest bin and its neighbours (a pure tone's whole lobe), which are then removed.</summary>
    private static float TakePeak(Span<float> power)
    {
        var best = TensorPrimitives.IndexOfMax<float>(power);
        var sum = 0f;
        for (var bin = Math.Max(0, best - 2); bin <= Math.Min(power.Length - 1, best + 2); bin++)
        {
            sum += power[bin];
            power[bin] = 0;
        }

        return sum;
    }
}
