using CallQA.Engines.Tests.Whisper;
using CallQA.Recordings;

namespace CallQA.Engines.Tests.VoiceActivity;

/// <summary>Something that speaks only to a detector: glottal pulses through moving resonances, in syllables.</summary>
internal static class Voice
{
    private static readonly Lazy<float[]> Greeting = new(() =>
    {
        var path = Repository.File("samples", "calls", "call-01-excellent-refund.wav");
        using var clip = new AudioReader().ReadAsync(path, CancellationToken.None).GetAwaiter().GetResult();
        return clip.Channels[0].Read((int)(0.55 * clip.SampleRate), (int)(5.7 * clip.SampleRate));
    });

    /// <summary>An agent's greeting at 8 kHz, 5.7 s.</summary>
    public static float[] Sentence() => (float[])Greeting.Value.Clone();

    public static float[] Say(double seconds, double pitch = 120)
    {
        var output = new float[(int)(seconds * TestAudio.Rate)];
        var phase = 0.0;
        var resonators = new[] { new Resonator(), new Resonator(), new Resonator() };
        for (var i = 0; i < output.Length; i++)
        {
            var t = (double)i / TestAudio.Rate;
            phase += pitch * (1 + (0.15 * Math.Sin(2 * Math.PI * 0.9 * t))) / TestAudio.Rate;
            var pulse = phase >= 1 ? 1.0 : 0;
            phase %= 1;
            var syllable = Math.Max(0.03, Math.Sin(2 * Math.PI * 3.5 * t));
            var value = resonators[0].Next(pulse, 500 + (250 * Math.Sin(11 * t)))
                + (0.7 * resonators[1].Next(pulse, 1500 + (600 * Math.Sin(7 * t))))
                + (0.4 * resonators[2].Next(pulse, 2600 + (200 * Math.Sin(5 * t))));
            output[i] = (float)(0.08 * syllable * value);
        }

        return output;
    }

    private sealed class Resonator
    {
        private double _y1;
        private double _y2;

        public double Next(double x, double frequency)
        {
            var radius = Math.Exp(-Math.PI * 90 / TestAudio.Rate);
            var y = x + (2 * radius * Math.Cos(2 * Math.PI * frequency / TestAudio.Rate) * _y1) - (radius * radius * _y2);
            (_y2, _y1) = (_y1, y);
            return y;
        }
    }
}
