using System.Numerics;
using System.Numerics.Tensors;
using CallQA.Engines.Whisper.Audio;
using CallQA.Recordings;

namespace CallQA.Engines.VoiceActivity;

/// <summary>
/// What the detector hears: every 10 ms of the telephone band as levels of mel bands, and how tonal, how steady and how periodic it is.
/// One instance serves one channel after the other, not two at once.
/// </summary>
internal sealed class ActivityFeatures
{
    /// <summary>Samples per second of the analysis: all that a telephone carries.</summary>
    public const int SampleRate = 8_000;

    /// <summary>Samples between frames.</summary>
    public const int Hop = 80;

    /// <summary>Values of a frame.</summary>
    public const int Count = MelBands.Count + 7;

    /// <summary>Index of the level of the whole band, in dB of a full-scale sine over <see cref="LevelScale"/>.</summary>
    public const int LevelIndex = MelBands.Count;

    /// <summary>Decibels of one unit of level.</summary>
    public const float LevelScale = 20;

    private const int FrameLength = 256;

    /// <summary>Frames back with which the fine structure of a frame is compared: a note lasts, a voice glides.</summary>
    private const int ShortLag = 8;
    private const int LongLag = 25;

    private static readonly float[] Hann =
        [.. Enumerable.Range(0, FrameLength).Select(i => (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / FrameLength))))];

    private readonly LaneFft _fft = new(FrameLength);
    private readonly Vector<float>[] _samples = new Vector<float>[FrameLength];
    private readonly Vector<float>[] _power = new Vector<float>[(FrameLength / 2) + 1];
    private readonly float[] _bins = new float[(FrameLength / 2) + 1];
    private readonly FineStructure _fine = new(LongLag + 1);

    /// <summary>Frames of so many samples at <see cref="SampleRate"/>.</summary>
    public static int FramesOf(int samples) => samples / Hop;

    /// <summary>Analyses a stretch; silence lies before and after the channel.</summary>
    /// <param name="channel">Audio at <see cref="SampleRate"/>.</param>
    /// <param name="first">First frame.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="target">A row of <paramref name="frames"/> values for each of <see cref="Count"/>.</param>
    public void Compute(ChannelAudio channel, int first, int frames, Span<float> target)
    {
        var start = first - LongLag;
        var samples = Cut(channel, start, frames + LongLag + Vector<float>.Count);
        for (var i = 0; i < frames + LongLag; i += Vector<float>.Count)
        {
            FrameLanes.Cut(samples.AsSpan(i * Hop), Hop, Hann, _samples);
            _fft.Power(_samples, _power);
            for (var lane = 0; lane < Math.Min(Vector<float>.Count, frames + LongLag - i); lane++)
            {
                for (var k = 0; k < _bins.Length; k++)
                    _bins[k] = _power[k][lane];
                _fine.Push(_bins);
                if (i + lane >= LongLag)
                    Describe(target, frames, i + lane - LongLag);
            }
        }
    }

    /// <summary>Samples of the frames, each centred on its hop, with silence outside the channel.</summary>
    private static float[] Cut(ChannelAudio channel, int first, int frames)
    {
        var start = (first * Hop) + ((Hop - FrameLength) / 2);
        var samples = new float[((frames - 1) * Hop) + FrameLength];
        var from = Math.Clamp(start, 0, channel.Length);
        var to = Math.Clamp(start + samples.Length, from, channel.Length);
        channel.Read(from, samples.AsSpan(from - start, to - from));
        return samples;
    }

    private void Describe(Span<float> target, int stride, int frame)
    {
        var band = _bins.AsSpan(FineStructure.FirstBin, FineStructure.Bins);
        Span<float> mel = stackalloc float[MelBands.Count];
        MelBands.Apply(_bins, mel);
        for (var i = 0; i < mel.Length; i++)
            target[(i * stride) + frame] = mel[i];

        var total = TensorPrimitives.Sum<float>(band) + MelBands.Floor;
        var row = LevelIndex;
        foreach (var value in (ReadOnlySpan<float>)[
            10 / LevelScale * MathF.Log10(total / MelBands.FullScale),
            _fine.Flatness,
            FineStructure.PeakShare(band, total),
            _fine.Likeness(ShortLag),
            _fine.Likeness(LongLag),
            _fine.Periodicity,
            _fine.Pitch])
        {
            target[(row++ * stride) + frame] = value;
        }
    }
}
