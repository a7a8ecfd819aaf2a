using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper.Audio;

namespace CallQA.Engines.Speakers;

/// <summary>What is known of the voice in a stretch of speech, per 10 ms.</summary>
/// <param name="Cepstra"><see cref="Cepstrum.Size"/> values a frame, frame after frame.</param>
/// <param name="LogPitch">Natural logarithm of the pitch in hertz; NaN where unvoiced.</param>
/// <param name="IsLoud">True where the voice stands out; the rest says more of the line than of the speaker.</param>
internal sealed record VoiceFrames(float[] Cepstra, float[] LogPitch, bool[] IsLoud)
{
    /// <summary>Samples between frames at 16 kHz.</summary>
    public const int Hop = ShortTimeSpectrum.Hop;

    private const float LoudDecibels = 22;

    /// <summary>Number of frames.</summary>
    public int Count => LogPitch.Length;

    /// <summary>Analyses a stretch of speech.</summary>
    /// <param name="audio">Samples at <see cref="VoiceActivityDetector.SampleRate"/>.</param>
    public static VoiceFrames Of(ReadOnlySpan<float> audio)
    {
        var pitch = PitchTracker.Track(audio);
        var (cepstra, level) = (new float[pitch.Length * Cepstrum.Size], new float[pitch.Length]);
        var spectrum = new ShortTimeSpectrum();
        for (var frame = 0; frame < pitch.Length; frame += ShortTimeSpectrum.Lanes)
        {
            var power = spectrum.Compute(audio, frame);
            for (var lane = 0; lane < Math.Min(ShortTimeSpectrum.Lanes, pitch.Length - frame); lane++)
                level[frame + lane] = Cepstrum.Compute(power, lane, cepstra.AsSpan((frame + lane) * Cepstrum.Size, Cepstrum.Size));
        }

        var loudest = level.Length == 0 ? 0 : level.Max();
        return new VoiceFrames(cepstra, pitch, [.. level.Select(value => value > loudest - LoudDecibels)]);
    }

    /// <summary>The cepstrum of a frame.</summary>
    public ReadOnlySpan<float> CepstrumAt(int frame) => Cepstra.AsSpan(frame * Cepstrum.Size, Cepstrum.Size);
}
