using System.Numerics.Tensors;
using CallQA.Recordings;

namespace VadTraining;

/// <summary>What a line does to sound, at 8 kHz.</summary>
internal static class Signal
{
    public const int Rate = 8_000;

    public static void Add(float[] target, ReadOnlySpan<float> sound, int at, double gain = 1)
    {
        var from = Math.Max(0, -at);
        var count = Math.Min(sound.Length, target.Length - at) - from;
        if (count > 0)
            TensorPrimitives.MultiplyAdd(sound.Slice(from, count), (float)gain, target.AsSpan(at + from, count), target.AsSpan(at + from, count));
    }

    /// <summary>Level that the loudest twentieth of the 10 ms frames reach, in full scale.</summary>
    public static double LoudLevel(ReadOnlySpan<float> sound)
    {
        var levels = new List<double>();
        for (var i = 0; i + 80 <= sound.Length; i += 80)
            levels.Add(Math.Sqrt(TensorPrimitives.SumOfSquares(sound.Slice(i, 80)) / 80));
        levels.Sort();
        return levels.Count == 0 ? 0 : levels[levels.Count * 19 / 20];
    }

    public static void Scale(float[] sound, double decibels)
    {
        var level = LoudLevel(sound);
        if (level > 0)
            TensorPrimitives.Multiply(sound, (float)(Math.Pow(10, decibels / 20) / level), sound);
    }

    /// <summary>Second-order filter: low, high or band pass.</summary>
    public static void Filter(float[] sound, char kind, double hertz, double q = 0.7)
    {
        var w = 2 * Math.PI * Math.Min(hertz, 3950) / Rate;
        var (alpha, cos) = (Math.Sin(w) / (2 * q), Math.Cos(w));
        var (b0, b1, b2) = kind switch
        {
            'l' => ((1 - cos) / 2, 1 - cos, (1 - cos) / 2),
            'h' => ((1 + cos) / 2, -(1 + cos), (1 + cos) / 2),
            _ => (alpha, 0.0, -alpha),
        };
        var (a0, a1, a2) = (1 + alpha, -2 * cos, 1 - alpha);
        double x1 = 0, x2 = 0, y1 = 0, y2 = 0;
        for (var i = 0; i < sound.Length; i++)
        {
            var x = sound[i];
            var y = ((b0 * x) + (b1 * x1) + (b2 * x2) - (a1 * y1) - (a2 * y2)) / a0;
            (x2, x1, y2, y1) = (x1, x, y1, y);
            sound[i] = (float)y;
        }
    }

    public static float[] Speed(float[] sound, double factor) =>
        Resampler.Resample(sound, (int)(16_000 * factor), Rate);

    /// <summary>Raises or lowers a region of the spectrum.</summary>
    public static void Colour(float[] sound, Chance chance)
    {
        var region = (float[])sound.Clone();
        Filter(region, chance.Of('b', 'l', 'h'), chance.Log(200, 3000), chance.Between(0.4, 2));
        Add(sound, region, 0, chance.Between(-0.85, 3));
    }

    /// <summary>A room: a few early reflections and a decaying tail.</summary>
    public static void Reverberate(float[] sound, Chance chance)
    {
        var dry = (float[])sound.Clone();
        var decay = chance.Between(0.08, 0.5);
        for (var i = 0; i < 60; i++)
        {
            var delay = chance.Between(0.002, decay * 1.2);
            Add(sound, dry.AsSpan(0, Math.Max(0, dry.Length - (int)(delay * Rate))), (int)(delay * Rate), 0.35 * chance.Gauss() * Math.Exp(-5 * delay / decay));
        }
    }

    /// <summary>Loud made softer and soft louder, as radio and hold machines do.</summary>
    public static void Compress(float[] sound, Chance chance)
    {
        var (drive, follow, level) = (chance.Log(1, 8) / Math.Max(1e-6, LoudLevel(sound)), chance.Log(0.0005, 0.01), 0.0);
        for (var i = 0; i < sound.Length; i++)
        {
            level += (Math.Abs(sound[i]) - level) * follow;
            sound[i] = (float)Math.Tanh(drive * sound[i] / (1 + (drive * level)));
        }
    }

    /// <summary>What a voice codec that takes music for noise leaves of it: pieces.</summary>
    public static void Gate(float[] sound, Chance chance)
    {
        var (open, value, closed) = (true, 1.0, chance.Log(0.01, 0.4));
        for (int i = 0, next = 0; i < sound.Length; i++)
        {
            if (i >= next)
                (open, next) = (!open, i + (int)(Rate * chance.Log(0.04, open ? 0.5 : 2)));
            value += ((open ? 1 : closed) - value) * 0.01;
            sound[i] *= (float)value;
        }
    }

    /// <summary>Telephone, codec and recorder; each may or may not be there.</summary>
    public static void Degrade(float[] sound, Chance chance)
    {
        if (chance.Maybe(0.6))
        {
            Filter(sound, 'h', chance.Between(150, 350));
            Filter(sound, 'l', chance.Between(2800, 3700), 0.9);
        }

        while (chance.Maybe(0.45))
            Colour(sound, chance);
        if (chance.Maybe(0.05))
            TensorPrimitives.Multiply(sound, (float)chance.Between(2, 12), sound);
        if (chance.Maybe(0.25))
            Roughen(sound, chance);
        var offset = chance.Maybe(0.04) ? chance.Between(-0.3, 0.3) : 0;
        var law = chance.Next();
        for (var i = 0; i < sound.Length; i++)
        {
            var value = Math.Clamp(sound[i] + offset, -1, 0.99997);
            sound[i] = (float)(law < 0.45 ? MuLaw(value) : law < 0.52 ? Math.Round(value * 127) / 127 : Math.Round(value * 32767) / 32767);
        }
    }

    /// <summary>Noise as loud as the sound at each moment: what low-rate codecs leave.</summary>
    private static void Roughen(float[] sound, Chance chance)
    {
        var (share, level) = (chance.Log(0.03, 0.3), 0.0);
        for (var i = 0; i < sound.Length; i++)
        {
            level += (Math.Abs(sound[i]) - level) * 0.01;
            sound[i] += (float)(share * level * chance.Gauss());
        }
    }

    private static double MuLaw(double value)
    {
        var code = Math.Round(Math.Log(1 + (255 * Math.Abs(value))) / Math.Log(256) * 127) / 127;
        return Math.Sign(value) * (Math.Pow(256, code) - 1) / 255;
    }
}
