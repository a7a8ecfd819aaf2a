using System.Numerics;
using System.Numerics.Tensors;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Audio;

/// <summary>
/// Whisper's log-mel front end at 16 kHz: the model's own mel filters over short-time power spectra, log10 with eight decades
/// of range below the window's maximum, scaled by (x + 4) / 4.
/// </summary>
internal sealed class LogMel
{
    /// <summary>Samples per second.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Samples between frames.</summary>
    public const int Hop = ShortTimeSpectrum.Hop;

    private const float Floor = 1e-10f;
    private readonly MelFilterBank _filters;
    private readonly (int Start, int End)[] _bands;

    public LogMel(MelFilterBank filters)
    {
        _filters = filters;
        _bands = Enumerable.Range(0, filters.Bins).Select(FindBand).ToArray();
    }

    /// <summary>Mel bands.</summary>
    public int Bins => _filters.Bins;

    /// <summary>Fills a <see cref="Bins"/> × <paramref name="frames"/> matrix from audio that silence continues.</summary>
    /// <param name="audio">Samples of one window at 16 kHz; at most <paramref name="frames"/> × <see cref="Hop"/> count.</param>
    /// <param name="frames">Frames to compute.</param>
    /// <param name="target">Row per mel band.</param>
    public void Compute(ReadOnlySpan<float> audio, int frames, Span<float> target)
    {
        audio = audio[..Math.Min(audio.Length, frames * Hop)];
        target = target[..(Bins * frames)];

        // Beyond the audio every frame is pure silence: only frames that touch it need the transform.
        target.Fill(Floor);
        var sounding = Math.Min(frames, ShortTimeSpectrum.Touching(audio.Length));
        var spectrum = new ShortTimeSpectrum();
        for (var frame = 0; frame < sounding; frame += ShortTimeSpectrum.Lanes)
            Apply(spectrum.Compute(audio, frame), frame, Math.Min(ShortTimeSpectrum.Lanes, sounding - frame), frames, target);
        Compress(target);
    }

    private static void Compress(Span<float> mel)
    {
        TensorPrimitives.Max(mel, Floor, mel);
        TensorPrimitives.Log10(mel, mel);
        TensorPrimitives.Max(mel, TensorPrimitives.Max(mel) - 8, mel);
        TensorPrimitives.Add(mel, 4f, mel);
        TensorPrimitives.Multiply(mel, 0.25f, mel);
    }

    private void Apply(Vector<float>[] power, int frame, int lanes, int frames, Span<float> target)
    {
        for (var bin = 0; bin < Bins; bin++)
        {
            var sum = Vector<float>.Zero;
            var row = bin * _filters.Frequencies;
            for (var k = _bands[bin].Start; k < _bands[bin].End; k++)
                sum += power[k] * _filters.Weights[row + k];
            for (var lane = 0; lane < lanes; lane++)
                target[(bin * frames) + frame + lane] = sum[lane];
        }
    }

    private (int Start, int End) FindBand(int bin)
    {
        var row = _filters.Weights.AsSpan(bin * _filters.Frequencies, _filters.Frequencies);
        var start = row.IndexOfAnyExcept(0f);
        return start < 0 ? (0, 0) : (start, row.LastIndexOfAnyExcept(0f) + 1);
    }
}
