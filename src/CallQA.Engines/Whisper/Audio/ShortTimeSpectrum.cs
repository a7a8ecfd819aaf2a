using System.Numerics;

namespace CallQA.Engines.Whisper.Audio;

/// <summary>Power spectra of frames of 400 samples every 160, periodic Hann window, several frames at once in vector lanes.</summary>
internal sealed class ShortTimeSpectrum
{
    /// <summary>Samples between frames.</summary>
    public const int Hop = 160;

    /// <summary>Frequency bins, 40 Hz apart at 16 kHz.</summary>
    public const int Bins = (FrameLength / 2) + 1;

    private const int FrameLength = 400;
    private const int Reach = FrameLength / 2;
    private static readonly float[] Hann =
        Enumerable.Range(0, FrameLength).Select(i => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / FrameLength)))).ToArray();

    private readonly LaneFft _fft = new(FrameLength);
    private readonly Vector<float>[] _samples = new Vector<float>[FrameLength];
    private readonly Vector<float>[] _power = new Vector<float>[Bins];

    /// <summary>Frames computed at once.</summary>
    public static int Lanes => Vector<float>.Count;

    /// <summary>Frames, counted from the first, that see any of so many samples.</summary>
    public static int Touching(int samples) => ((samples + Reach) / Hop) + 1;

    /// <summary>Spectra of <see cref="Lanes"/> frames from <paramref name="frame"/> on; frame 0 is centred on the first sample, the start is mirrored and silence follows the end.</summary>
    /// <returns>A vector per bin, valid until the next call.</returns>
    public Vector<float>[] Compute(ReadOnlySpan<float> audio, int frame)
    {
        var start = (frame * Hop) - Reach;
        if (start >= 0 && start + ((Lanes - 1) * Hop) + FrameLength <= audio.Length)
            FrameLanes.Cut(audio[start..], Hop, Hann, _samples);
        else
            CutAtAnEnd(audio, start);
        _fft.Power(_samples, _power);
        return _power;
    }

    private void CutAtAnEnd(ReadOnlySpan<float> audio, int start)
    {
        Span<float> lanes = stackalloc float[Vector<float>.Count];
        for (var i = 0; i < FrameLength; i++)
        {
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                var at = Math.Abs(start + (lane * Hop) + i);
                lanes[lane] = at < audio.Length ? audio[at] : 0;
            }

            _samples[i] = new Vector<float>(lanes) * Hann[i];
        }
    }
}
