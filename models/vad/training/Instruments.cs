namespace VadTraining;

/// <summary>What a note sounds like.</summary>
internal enum Timbre
{
    Sine, Saw, Square, Triangle, Organ, Pluck, Piano, Bell, Sung, Strings, Flute, Brass, Guitar, Wobble,
}

/// <summary>Plays single notes. An instance is one ensemble: its instruments keep their bodies from note to note.</summary>
internal sealed class Instruments(Chance chance)
{
    private static readonly float[] Wave = [.. Enumerable.Range(0, 8192).Select(i => (float)Math.Sin(2 * Math.PI * i / 8192))];

    private readonly double hammer = chance.Between(0.6, 2);
    private readonly double wobbles = chance.Log(0.4, 9);
    private readonly double damping = chance.Between(0.3, 0.75);
    private readonly (double Hertz, double Width, double Gain)[] body =
        [.. Enumerable.Range(0, 4).Select(_ => (chance.Log(120, 3000), chance.Log(40, 400), chance.Between(-0.5, 1.5)))];

    public void Note(float[] music, double start, double duration, double midi, Timbre timbre, double volume)
    {
        var at = Math.Max(0, (int)(start * Signal.Rate));
        if (at >= music.Length)
            return;
        if (timbre == Timbre.Guitar)
        {
            String(music, at, duration * chance.Between(1, 2.5), midi, volume);
            return;
        }

        var hertz = 440 * Math.Pow(2, (midi - 69) / 12);
        var length = Math.Min((int)(duration * Signal.Rate), music.Length - at);
        var vibrato = timbre is Timbre.Sung or Timbre.Strings or Timbre.Flute or Timbre.Brass ? chance.Between(0.002, timbre == Timbre.Sung ? 0.03 : 0.012) : 0;
        var (attack, decay) = Envelope(timbre, duration);
        if (timbre is Timbre.Piano or Timbre.Pluck)
            Knock(music, at, volume * chance.Between(0, 0.2));
        var course = Course(length, vibrato, chance.Maybe(0.15) ? chance.Between(-0.12, 0.12) : 0);
        var shape = Shape(length, attack, duration);
        var formants = (First: chance.Between(280, 850), Second: chance.Between(850, 2300), Third: chance.Between(2300, 3000));
        var harmonics = (int)Math.Min(timbre == Timbre.Sine ? 1 : timbre is Timbre.Sung or Timbre.Wobble ? 40 : 16, 3900 / hertz);
        for (var h = 1; h <= harmonics; h++)
        {
            var ratio = timbre == Timbre.Bell ? Math.Pow(h, 1.37) : timbre == Timbre.Piano ? h * (1 + (0.0004 * h * h)) : h;
            var strength = volume * 0.15 * Strength(timbre, h, h * hertz, formants) * Body(hertz * ratio);
            if (Math.Abs(strength) < 1e-4 || hertz * ratio > 3900)
                continue;
            var detune = timbre is Timbre.Strings or Timbre.Saw or Timbre.Piano ? 1 + (0.002 * chance.Gauss()) : 1;
            var faster = decay / (1 + (timbre is Timbre.Pluck or Timbre.Piano ? 0.25 * h : 0));
            Partial(music.AsSpan(at, length), hertz * ratio * detune / Signal.Rate, strength, faster, course, shape);
            if (timbre == Timbre.Wobble)
                Sweep(music.AsSpan(at, length), hertz * h, strength, shape);
        }
    }

    private void Partial(Span<float> music, double step, double strength, double decay, float[] course, float[] shape)
    {
        var (phase, level, fade) = (chance.Next(), strength, Math.Exp(-1 / (decay * Signal.Rate)));
        for (var i = 0; i < music.Length; i++)
        {
            phase += step * course[i];
            music[i] += (float)(level * shape[i]) * Wave[(int)(phase * 8192) & 8191];
            level *= fade;
        }
    }

    /// <summary>A resonance that goes up and down over a synthetic bass, nearly saying something.</summary>
    private void Sweep(Span<float> music, double hertz, double strength, float[] shape)
    {
        var phase = 0.0;
        for (var i = 0; i < music.Length; i++)
        {
            phase += hertz / Signal.Rate;
            var centre = 300 * Math.Pow(8, 0.5 + (0.5 * Wave[(int)(wobbles * i / Signal.Rate * 8192) & 8191]));
            var distance = (hertz - centre) / (0.2 * centre);
            music[i] += (float)(3 * strength * shape[i] / (1 + (distance * distance))) * Wave[(int)(phase * 8192) & 8191];
        }
    }

    /// <summary>A string plucked: noise that runs round a loop and loses its edges.</summary>
    private void String(float[] music, int at, double duration, double midi, double volume)
    {
        var loop = new float[Math.Max(2, (int)(Signal.Rate / (440 * Math.Pow(2, (midi - 69) / 12))))];
        for (var i = 0; i < loop.Length; i++)
            loop[i] = (float)(chance.Gauss() * 0.5);
        var pick = Math.Max(1, loop.Length / chance.Int(3, 9));
        for (var i = loop.Length - 1; i >= pick; i--)
            loop[i] -= loop[i - pick];
        var length = (int)Math.Min(duration * Signal.Rate, music.Length - at);
        for (var i = 0; i < length; i++)
        {
            var k = i % loop.Length;
            music[at + i] += (float)(volume * 0.3 * loop[k] * Math.Min(1, (length - i) / 200.0));
            loop[k] = (float)(0.997 * ((damping * loop[k]) + ((1 - damping) * loop[(k + 1) % loop.Length])));
        }
    }

    private void Knock(float[] music, int at, double level)
    {
        for (var i = 0; i < 200 && at + i < music.Length; i++)
            music[at + i] += (float)(level * chance.Gauss() * Math.Exp(-i / 40.0));
    }

    /// <summary>Frequency over the note's own: vibrato that sets in, and a slide into the note.</summary>
    private float[] Course(int length, double vibrato, double glide)
    {
        var (course, wobble) = (new float[length], chance.Between(4, 7));
        for (var i = 0; i < course.Length; i++)
        {
            var t = (double)i / Signal.Rate;
            course[i] = (float)(1 + (glide == 0 ? 0 : glide * Math.Exp(-t * 12)) + (vibrato * Math.Min(1, t * 3) * Wave[(int)(wobble * t * 8192) & 8191]));
        }

        return course;
    }

    private static float[] Shape(int length, double attack, double duration)
    {
        var shape = new float[length];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = (float)Math.Min(1, Math.Min(i / (attack * Signal.Rate), (duration - ((double)i / Signal.Rate)) / 0.015));
        return shape;
    }

    private (double Attack, double Decay) Envelope(Timbre timbre, double duration) => timbre switch
    {
        Timbre.Pluck => (0.003, chance.Between(0.15, 0.6)),
        Timbre.Piano => (0.004, chance.Between(0.3, 1.8)),
        Timbre.Bell => (0.003, chance.Between(0.3, 1.2)),
        Timbre.Strings => (Math.Min(duration / 2, chance.Between(0.05, 0.4)), 30),
        Timbre.Sung => (chance.Between(0.02, 0.12), 30),
        _ => (chance.Between(0.005, 0.05), chance.Of(30, 30, 1.0)),
    };

    private double Strength(Timbre timbre, int h, double hertz, (double First, double Second, double Third) formants) => timbre switch
    {
        Timbre.Sine => 2,
        Timbre.Square => h % 2 == 1 ? 1.0 / h : 0,
        Timbre.Triangle => h % 2 == 1 ? 1.5 / (h * h) : 0,
        Timbre.Organ => h is 1 or 2 or 3 or 4 or 6 or 8 ? 0.6 : 0,
        Timbre.Flute => h == 1 ? 1.5 : 0.3 / (h * h),
        Timbre.Brass => Math.Exp(-Math.Abs(h - 3) * 0.4),
        Timbre.Sung => 1.2 * (Peak(hertz, formants.First, 90) + (0.6 * Peak(hertz, formants.Second, 120)) + (0.3 * Peak(hertz, formants.Third, 160))),
        Timbre.Piano => 1.0 / Math.Pow(h, hammer),
        Timbre.Wobble => 0.5 / h,
        _ => 1.0 / h,
    };

    private double Body(double hertz)
    {
        var gain = 1.0;
        foreach (var (centre, width, strength) in body)
            gain += strength * Peak(hertz, centre, width);
        return gain;
    }

    private static double Peak(double hertz, double centre, double width) => 1 / (1 + Math.Pow((hertz - centre) / width, 2));
}
