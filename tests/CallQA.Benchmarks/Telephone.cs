using CallQA.Recordings;

namespace CallQA.Benchmarks;

/// <summary>Makes of any audio what a telephone line leaves of it: 300 to 3,400 Hz at 8 kHz in µ-law.</summary>
internal static class Telephone
{
    private const int Rate = 8_000;

    public static ChannelAudio Through(ChannelAudio audio)
    {
        var samples = audio.At(Rate).ToArray();
        HighPass(samples, 300);
        for (var i = 0; i < samples.Length; i++)
            samples[i] = MuLaw(Math.Clamp(samples[i], -1, 1));
        return ChannelAudio.Of(Rate, samples);
    }

    /// <summary>Two poles; the resampler's own edge ends the band above.</summary>
    private static void HighPass(float[] samples, double hertz)
    {
        var w = Math.Tan(Math.PI * hertz / Rate);
        var norm = 1 / (1 + (Math.Sqrt(2) * w) + (w * w));
        var (a1, a2) = (2 * ((w * w) - 1) * norm, (1 - (Math.Sqrt(2) * w) + (w * w)) * norm);
        double x1 = 0, x2 = 0, y1 = 0, y2 = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var x = samples[i];
            var y = (norm * (x - (2 * x1) + x2)) - (a1 * y1) - (a2 * y2);
            (x2, x1, y2, y1) = (x1, x, y1, y);
            samples[i] = (float)y;
        }
    }

    private static float MuLaw(float value)
    {
        var code = MathF.Round(MathF.Log(1 + (255 * MathF.Abs(value))) / MathF.Log(256) * 127) / 127;
        return MathF.Sign(value) * (MathF.Pow(256, code) - 1) / 255;
    }
}
