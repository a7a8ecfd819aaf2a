namespace CallQA.Engines.Tests.Whisper;

/// <summary>Synthetic sounds at 16 kHz.</summary>
internal static class TestAudio
{
    public const int Rate = 16_000;

    /// <summary>A sweep with a beat: something in every mel band, the same everywhere.</summary>
    public static float[] Sweep(double seconds) => Generate(seconds, t =>
        (0.4 * Math.Sin(2 * Math.PI * ((200 * t) + (150 * t * t)))) + (0.2 * Math.Sin(2 * Math.PI * 440 * t) * Math.Sin(2 * Math.PI * 3 * t)));

    public static float[] Silence(double seconds) => new float[(int)(seconds * Rate)];

    public static float[] Tone(double seconds, double level, params double[] frequencies) =>
        Generate(seconds, t => frequencies.Sum(f => Math.Sin(2 * Math.PI * f * t)) * level / frequencies.Length);

    public static float[] Noise(double seconds, double level, uint seed = 1)
    {
        var random = new FixedRandom(seed);
        return Generate(seconds, _ => level * random.Next());
    }

    public static float[] Generate(double seconds, Func<double, double> signal) =>
        Enumerable.Range(0, (int)(seconds * Rate)).Select(i => (float)signal((double)i / Rate)).ToArray();

    public static float[] Join(params float[][] parts) => parts.SelectMany(part => part).ToArray();

    public static float[] Mix(float[] a, float[] b) => a.Zip(b, (x, y) => x + y).ToArray();
}
