using CallQA.Engines.Tests.Whisper;

namespace CallQA.Engines.Tests.VoiceActivity;

/// <summary>What a telephone line carries while nobody speaks, at 8 kHz.</summary>
internal static class LineSounds
{
    private const int Rate = HoldMusic.Rate;

    private static readonly Dictionary<string, (double[] Hertz, double[] Cadence)> Tones = new()
    {
        ["ring, Europe"] = ([425], [1, 4]),
        ["ring, North America"] = ([440, 480], [2, 4]),
        ["ring, Britain"] = ([400, 450], [0.4, 0.2, 0.4, 2]),
        ["ring, Japan"] = ([384, 416], [1, 2]),
        ["busy, Europe"] = ([425], [0.48, 0.48]),
        ["busy, North America"] = ([480, 620], [0.5, 0.5]),
        ["busy, Britain"] = ([400], [0.375, 0.375]),
        ["congestion"] = ([425], [0.24, 0.24]),
        ["dial"] = ([350, 440], [600, 0]),
        ["call waiting"] = ([440], [0.3, 9.7]),
        ["recording beep"] = ([1_400], [0.4, 14.6]),
        ["off hook"] = ([1_400, 2_060, 2_450, 2_600], [0.1, 0.1]),
        ["fax calling"] = ([1_100], [0.5, 3]),
        ["fax answering"] = ([2_100], [3, 1]),
    };

    public static IReadOnlyList<string> Names { get; } =
        ["silence", .. Tones.Keys, "special information", "keys", "white noise", "pink noise", "brown noise", "hum", "street", "wind", "clicks", "typing", "breath", "comfort noise that stops"];

    /// <summary>Makes a sound by its name.</summary>
    public static float[] Make(string name, double seconds) => Tones.TryGetValue(name, out var tone)
        ? Cadence(tone.Hertz, tone.Cadence, seconds)
        : name switch
        {
            "silence" => new float[(int)(seconds * Rate)],
            "special information" => Sequence(seconds, [[950], [1_400], [1_800], []], [0.33, 0.33, 0.33, 1]),
            "keys" => Sequence(seconds, [[697, 1_209], [], [770, 1_336], [], [852, 1_477], [], [941, 1_336], []], [0.1, 0.1, 0.12, 0.08, 0.07, 0.3, 0.2, 0.9]),
            "white noise" => Noise(seconds, 0),
            "pink noise" => Noise(seconds, 0.7),
            "brown noise" => Noise(seconds, 0.98),
            "hum" => Cadence([50, 100, 150, 250, 350, 450], [1e9, 0], seconds),
            "street" => Shaped(Noise(seconds, 0.9), t => 0.4 + Math.Pow(Math.Sin(0.7 * t) * Math.Sin(0.23 * t), 2)),
            "wind" => Shaped(Noise(seconds, 0.97), t => 0.3 + (0.7 * Math.Pow(Math.Sin(1.9 * t) * Math.Cos(0.61 * t), 2))),
            "clicks" => Shaped(Noise(seconds, 0), t => t % 0.71 < 0.004 ? 3 : 0),
            "typing" => Shaped(Noise(seconds, 0.4), t => 2 * (Math.Exp(-300 * (t % 0.19)) + (0.5 * Math.Exp(-200 * ((t + 0.07) % 0.31))))),
            "breath" => Breath(seconds),
            _ => Shaped(Noise(seconds, 0.3), t => t % 7 < 4 ? 0.05 : 0),
        };

    /// <summary>What µ-law at 8 bits leaves.</summary>
    public static float[] MuLaw(float[] audio) => [.. audio.Select(sample =>
    {
        var code = MathF.Round(MathF.Log(1 + (255 * MathF.Abs(Math.Clamp(sample, -1, 1)))) / MathF.Log(256) * 127) / 127;
        return MathF.Sign(sample) * (MathF.Pow(256, code) - 1) / 255;
    })];

    private static float[] Cadence(double[] hertz, double[] cadence, double seconds) =>
        Sequence(seconds, [.. cadence.Select((_, i) => i % 2 == 0 ? hertz : [])], cadence);

    private static float[] Sequence(double seconds, double[][] hertz, double[] times)
    {
        var audio = new float[(int)(seconds * Rate)];
        var period = times.Sum();
        for (var i = 0; i < audio.Length; i++)
        {
            var t = (double)i / Rate;
            var (phase, part) = (t % period, 0);
            while (phase >= times[part])
                phase -= times[part++];
            audio[i] = (float)hertz[part].Sum(f => 0.25 * Math.Sin(2 * Math.PI * f * t));
        }

        return audio;
    }

    private static float[] Noise(double seconds, double memory)
    {
        var random = new FixedRandom(11);
        var audio = new float[(int)(seconds * Rate)];
        for (var i = 0; i < audio.Length; i++)
            audio[i] = (float)((memory * (i > 0 ? audio[i - 1] : 0)) + (0.1 * Math.Sqrt(1 - (memory * memory)) * random.Next()));
        return audio;
    }

    /// <summary>In and out through mouth and nose: air that rings at the throat's first and second resonance, over a line's own noise.</summary>
    private static float[] Breath(double seconds)
    {
        var breathIn = Shaped(Ringing(seconds, 1_500), t => t % 3.4 < 1.1 ? Math.Pow(Math.Sin(Math.PI * (t % 3.4) / 1.1), 2) : 0);
        var breathOut = Shaped(Ringing(seconds, 700), t => t % 3.4 is > 1.4 and < 2.9 ? 0.6 * Math.Sin(Math.PI * ((t % 3.4) - 1.4) / 1.5) : 0);
        return [.. Noise(seconds, 0.7).Select((noise, i) => breathIn[i] + breathOut[i] + (0.01f * noise))];
    }

    private static float[] Ringing(double seconds, double hertz)
    {
        const double Width = 0.8;
        var (audio, turn) = (Noise(seconds, 0), 2 * Width * Math.Cos(2 * Math.PI * hertz / Rate));
        for (var i = 2; i < audio.Length; i++)
            audio[i] = (float)((0.4 * audio[i]) + (turn * audio[i - 1]) - (Width * Width * audio[i - 2]));
        return audio;
    }

    private static float[] Shaped(float[] audio, Func<double, double> level)
    {
        for (var i = 0; i < audio.Length; i++)
            audio[i] *= (float)level((double)i / Rate);
        return audio;
    }
}
