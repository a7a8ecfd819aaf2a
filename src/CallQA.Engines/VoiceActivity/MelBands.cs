namespace CallQA.Engines.VoiceActivity;

/// <summary>Levels of bands spaced as the ear hears, from 100 to 3,800 Hz, out of a 256-point power spectrum at 8 kHz.</summary>
internal static class MelBands
{
    /// <summary>Number of bands.</summary>
    public const int Count = 24;

    /// <summary>Power of a full-scale sine.</summary>
    public const float FullScale = 6144;

    /// <summary>Power added everywhere, 80 dB below full scale: what is softer than a line's own noise is nothing.</summary>
    public const float Floor = FullScale * 1e-8f;

    private const double Lowest = 100;
    private const double Highest = 3_800;
    private const double BinWidth = 31.25;
    private static readonly (int Start, float[] Weights)[] Bands = [.. Enumerable.Range(0, Count).Select(Triangle)];

    /// <summary>Writes the bands' levels: log10 of the power over full scale, halved, so that a unit is 20 dB.</summary>
    public static void Apply(ReadOnlySpan<float> power, Span<float> target)
    {
        for (var band = 0; band < Count; band++)
        {
            var (start, weights) = Bands[band];
            var sum = Floor;
            for (var i = 0; i < weights.Length; i++)
                sum += weights[i] * power[start + i];
            target[band] = 0.5f * MathF.Log10(sum / FullScale);
        }
    }

    private static (int Start, float[] Weights) Triangle(int band)
    {
        var (low, centre, high) = (Edge(band), Edge(band + 1), Edge(band + 2));
        var start = (int)Math.Floor(low / BinWidth) + 1;
        var end = (int)Math.Ceiling(high / BinWidth);
        return (start, [.. Enumerable.Range(start, end - start).Select(bin =>
            (float)Math.Min(((bin * BinWidth) - low) / (centre - low), (high - (bin * BinWidth)) / (high - centre)))]);
    }

    private static double Edge(int i) => Hertz(Mel(Lowest) + (i * (Mel(Highest) - Mel(Lowest)) / (Count + 1)));

    private static double Mel(double hertz) => Math.Log(1 + (hertz / 700));

    private static double Hertz(double mel) => 700 * (Math.Exp(mel) - 1);
}
