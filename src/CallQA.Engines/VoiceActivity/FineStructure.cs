using System.Numerics.Tensors;

namespace CallQA.Engines.VoiceActivity;

/// <summary>
/// The lines of a spectrum without its envelope, remembered over some frames. Lines that stay where they are belong to music and
/// tones; a voice's glide with its pitch.
/// </summary>
/// <param name="memory">Frames remembered.</param>
internal sealed class FineStructure(int memory)
{
    /// <summary>First bin of the telephone band, 31.25 Hz apart.</summary>
    public const int FirstBin = 4;

    /// <summary>Bins of the telephone band.</summary>
    public const int Bins = 118;

    private const int Smoothing = 5;
    private const int ShortestLag = 20;
    private const int LongestLag = 114;
    private const int PitchBins = 60;
    private const int Lags = LongestLag - ShortestLag;

    /// <summary>Cosine of each bin and lag, all lags of a bin side by side.</summary>
    private static readonly float[] Cosines = [.. Enumerable.Range(FirstBin, PitchBins)
        .SelectMany(bin => Enumerable.Range(ShortestLag, Lags).Select(lag => (float)Math.Cos(2 * Math.PI * bin * lag / 256)))];

    private readonly float[][] _lines = [.. Enumerable.Range(0, memory).Select(_ => new float[Bins])];
    private readonly float[] _log = new float[Bins];
    private int _last;

    /// <summary>Mean level of the bins over the level of their mean, 0 for noise, below for lines.</summary>
    public float Flatness { get; private set; }

    /// <summary>Strength of the strongest pitch between 70 and 400 Hz, up to 1.</summary>
    public float Periodicity { get; private set; }

    /// <summary>That pitch in octaves above 70 Hz, fading with its strength.</summary>
    public float Pitch { get; private set; }

    private float[] Lines => _lines[_last];

    /// <summary>Takes the next frame's power spectrum.</summary>
    public void Push(ReadOnlySpan<float> power)
    {
        var band = power.Slice(FirstBin, Bins);
        _last = (_last + 1) % memory;
        TensorPrimitives.Add(band, MelBands.Floor / Bins, _log);
        var mean = MathF.Log2(TensorPrimitives.Sum<float>(_log) / Bins);
        TensorPrimitives.Log2(_log, _log);
        Flatness = 0.25f * ((TensorPrimitives.Sum<float>(_log) / Bins) - mean);
        RemoveEnvelope();
        FindPitch(band[..PitchBins]);
    }

    /// <summary>How alike the lines are now and so many frames ago, −1–1.</summary>
    public float Likeness(int frames)
    {
        var before = _lines[(_last - frames + memory) % memory];
        var norms = TensorPrimitives.Norm<float>(Lines) * TensorPrimitives.Norm<float>(before);
        return norms < 1e-3f ? 0 : TensorPrimitives.Dot<float>(Lines, before) / norms;
    }

    /// <summary>Share of the power in the two strongest peaks, 0–1: near 1 for signalling tones.</summary>
    /// <param name="power">The band's power; its peaks are removed.</param>
    /// <param name="total">Its sum.</param>
    public static float PeakShare(Span<float> power, float total) => (TakePeak(power) + TakePeak(power)) / total;

    private static float TakePeak(Span<float> power)
    {
        var best = TensorPrimitives.IndexOfMax<float>(power);
        var lobe = power[Math.Max(0, best - 2)..Math.Min(power.Length, best + 3)];
        var sum = TensorPrimitives.Sum<float>(lobe);
        lobe.Clear();
        return sum;
    }

    private void RemoveEnvelope()
    {
        var sum = 0f;
        for (var k = 0; k < Smoothing; k++)
            sum += _log[k];
        for (var k = 0; k < Bins; k++)
        {
            if (k + Smoothing < Bins)
                sum += _log[k + Smoothing];
            if (k - Smoothing - 1 >= 0)
                sum -= _log[k - Smoothing - 1];
            Lines[k] = _log[k] - (sum / (Math.Min(Bins - 1, k + Smoothing) - Math.Max(0, k - Smoothing) + 1));
        }
    }

    private void FindPitch(ReadOnlySpan<float> power)
    {
        Span<float> strength = stackalloc float[PitchBins];
        TensorPrimitives.Sqrt(power, strength);
        var total = TensorPrimitives.Sum<float>(strength) + 1e-2f;
        Span<float> periods = stackalloc float[Lags];
        periods.Clear();
        for (var bin = 0; bin < PitchBins; bin++)
            TensorPrimitives.MultiplyAdd(Cosines.AsSpan(bin * Lags, Lags), strength[bin], periods, periods);
        var at = TensorPrimitives.IndexOfMax<float>(periods);
        var best = Math.Max(0, periods[at]);
        Periodicity = best / total;
        Pitch = Periodicity * MathF.Log2((float)LongestLag / (ShortestLag + at));
    }
}
