namespace VadTraining;

/// <summary>Music on hold of all sorts, composed by chance.</summary>
internal sealed class Music(Chance chance)
{
    private static readonly int[][] Progressions = [[0, 5, 7, 0], [0, 9, 5, 7], [9, 5, 0, 7], [0, 7, 9, 5], [2, 7, 0, 0], [0, 3, 5, 7], [0, 10, 5, 0]];
    private static readonly int[] Major = [0, 2, 4, 5, 7, 9, 11];
    private static readonly int[] Minor = [0, 2, 3, 5, 7, 8, 10];

    private readonly double drumDecay = chance.Log(0.5, 2);
    private readonly double drumPitch = chance.Log(45, 180);

    private enum Timbre
    {
        Sine, Saw, Square, Triangle, Organ, Pluck, Piano, Bell, Sung, Strings, Flute, Brass,
    }

    public float[] Play(int length)
    {
        var music = new float[length];
        var beat = 60 / chance.Between(55, 165);
        var key = chance.Int(45, 60);
        var scale = chance.Of(Major, Minor);
        var chords = chance.Of(Progressions);
        var parts = chance.Int(1, 4);
        for (var part = 0; part < parts; part++)
        {
            var volume = chance.Log(0.3, 1.2);
            switch (chance.Int(0, 6))
            {
                case 4: Stride(music, beat, key, scale, chords, volume); break;
                case 5: Runs(music, beat, key, scale, volume); break;
                case 0: Chords(music, beat, key, scale, chords, volume); break;
                case 1: Arpeggio(music, beat, key, scale, chords, volume); break;
                case 2: Bass(music, beat, key, chords, volume); break;
                default: Melody(music, beat, key, scale, volume); break;
            }
        }

        if (chance.Maybe(0.5))
            Drums(music, beat, chance.Log(0.15, 1.5));
        if (chance.Maybe(0.5))
            Signal.Reverberate(music, chance);
        return music;
    }

    /// <summary>Notes that a synthetic singer holds: the music most like speech.</summary>
    public float[] Sing(int length)
    {
        var music = new float[length];
        var beat = 60 / chance.Between(50, 120);
        Melody(music, beat, chance.Int(45, 62), Major, 1, Timbre.Sung);
        if (chance.Maybe(0.6))
            Chords(music, beat, 48, Major, Progressions[0], chance.Between(0.2, 0.8));
        return music;
    }

    private void Chords(float[] music, double beat, int key, int[] scale, int[] chords, double volume)
    {
        var timbre = chance.Of(Timbre.Strings, Timbre.Organ, Timbre.Saw, Timbre.Piano, Timbre.Pluck, Timbre.Sine, Timbre.Brass, Timbre.Triangle);
        var beats = chance.Of(1, 2, 4, 4, 8);
        var step = 0;
        for (var t = 0.0; t * Signal.Rate < music.Length; t += beat * beats, step++)
        {
            foreach (var note in (int[])[0, scale[2], 7])
                Note(music, t, beat * beats * 1.02, key + chords[step % chords.Length] + note, timbre, volume / 2);
        }
    }

    private void Arpeggio(float[] music, double beat, int key, int[] scale, int[] chords, double volume)
    {
        var timbre = chance.Of(Timbre.Pluck, Timbre.Piano, Timbre.Bell, Timbre.Square, Timbre.Triangle, Timbre.Sine);
        int[] figure = [0, scale[2], 7, 12, 7, scale[2]];
        var division = chance.Of(2, 3, 4);
        var step = 0;
        for (var t = 0.0; t * Signal.Rate < music.Length; t += beat / division, step++)
            Note(music, t, beat / division * chance.Between(0.8, 2.5), key + 12 + chords[step / (4 * division) % chords.Length] + figure[step % figure.Length], timbre, volume);
    }

    /// <summary>A low note on the beat, chords between: ragtime, waltz, polka.</summary>
    private void Stride(float[] music, double beat, int key, int[] scale, int[] chords, double volume)
    {
        var timbre = chance.Of(Timbre.Piano, Timbre.Piano, Timbre.Pluck, Timbre.Brass, Timbre.Organ);
        var (measure, length) = (chance.Of(2, 3, 4), chance.Between(0.4, 1.5));
        var step = 0;
        for (var t = 0.0; t * Signal.Rate < music.Length; t += beat, step++)
        {
            var root = key + chords[step / measure % chords.Length];
            if (step % measure == 0)
                Note(music, t + Jitter(), beat * length, root - 12, timbre, volume);
            else
                foreach (var note in (int[])[0, scale[2], 7])
                    Note(music, t + Jitter(), beat * length * 0.7, root + note, timbre, volume * 0.5);
        }
    }

    /// <summary>Fast figures with changing strength, as a pianist or guitarist plays.</summary>
    private void Runs(float[] music, double beat, int key, int[] scale, double volume)
    {
        var timbre = chance.Of(Timbre.Piano, Timbre.Piano, Timbre.Piano, Timbre.Pluck, Timbre.Flute, Timbre.Brass, Timbre.Saw);
        var (degree, direction, hold) = (chance.Int(0, 10), 1, chance.Between(0.8, 3));
        for (var t = 0.0; t * Signal.Rate < music.Length;)
        {
            var duration = beat * chance.Of(0.25, 0.25, 0.25, 0.5, 0.5, 1);
            if (chance.Maybe(0.92))
            {
                Note(music, t + Jitter(), duration * hold, key + 12 + scale[degree % 7] + (12 * (degree / 7)), timbre, volume * chance.Log(0.3, 1));
                if (chance.Maybe(0.2))
                    Note(music, t + Jitter(), duration * hold, key + scale[degree % 7] + (12 * (degree / 7)), timbre, volume * 0.6);
            }

            direction = chance.Maybe(0.25) ? -direction : direction;
            degree = Math.Clamp(degree + (direction * chance.Of(1, 1, 1, 2, 4)), 0, 17);
            t += duration;
        }
    }

    private double Jitter() => 0.012 * chance.Gauss();

    private void Bass(float[] music, double beat, int key, int[] chords, double volume)
    {
        var timbre = chance.Of(Timbre.Saw, Timbre.Square, Timbre.Triangle, Timbre.Pluck);
        var step = 0;
        for (var t = 0.0; t * Signal.Rate < music.Length; t += beat, step++)
            Note(music, t, beat * 0.9, key - 12 + chords[step / 4 % chords.Length], timbre, volume);
    }

    private void Melody(float[] music, double beat, int key, int[] scale, double volume, Timbre? voice = null)
    {
        var timbre = voice ?? chance.Of(Timbre.Sine, Timbre.Saw, Timbre.Square, Timbre.Triangle, Timbre.Piano, Timbre.Pluck, Timbre.Bell, Timbre.Flute, Timbre.Brass, Timbre.Strings, Timbre.Sung);
        var degree = chance.Int(0, 7);
        for (var t = 0.0; t * Signal.Rate < music.Length;)
        {
            var duration = beat * chance.Of(0.5, 0.5, 1, 1, 1.5, 2);
            if (chance.Maybe(0.88))
                Note(music, t, duration * chance.Between(0.7, 1.05), key + 12 + scale[degree % 7] + (12 * (degree / 7)), timbre, volume);
            degree = Math.Clamp(degree + chance.Int(-3, 3), 0, 13);
            t += duration;
        }
    }

    private void Drums(float[] music, double beat, double volume)
    {
        var step = 0;
        var division = chance.Of(2, 2, 4);
        for (var t = 0.0; t * Signal.Rate < music.Length; t += beat / division, step++)
        {
            var kind = step % (2 * division) == 0 ? 'k' : step % (2 * division) == division ? 's' : 'h';
            if (kind != 'h' || chance.Maybe(0.8))
                Hit(music, (int)(t * Signal.Rate), kind, volume);
        }
    }

    private void Hit(float[] music, int at, char kind, double volume)
    {
        var decay = (kind == 'k' ? 0.09 : kind == 's' ? 0.12 : 0.03) * drumDecay;
        var (phase, last) = (0.0, 0.0);
        for (var i = 0; i < decay * 5 * Signal.Rate && at + i < music.Length; i++)
        {
            var t = (double)i / Signal.Rate;
            phase += (drumPitch + (120 * Math.Exp(-t * 30))) / Signal.Rate;
            var noise = chance.Gauss();
            var value = kind == 'k' ? 1.5 * Math.Sin(2 * Math.PI * phase) : kind == 's' ? noise : noise - last;
            last = noise;
            music[at + i] += (float)(volume * 0.6 * value * Math.Exp(-t / decay));
        }
    }

    private void Note(float[] music, double start, double duration, double midi, Timbre timbre, double volume)
    {
        var hertz = 440 * Math.Pow(2, (midi - 69) / 12);
        var at = Math.Max(0, (int)(start * Signal.Rate));
        var length = Math.Min((int)(duration * Signal.Rate), music.Length - at);
        var vibrato = timbre is Timbre.Sung or Timbre.Strings or Timbre.Flute or Timbre.Brass ? chance.Between(0.002, timbre == Timbre.Sung ? 0.03 : 0.012) : 0;
        var wobble = chance.Between(4, 7);
        var (attack, decay) = Envelope(timbre, duration);
        var formants = (First: chance.Between(280, 850), Second: chance.Between(850, 2300), Third: chance.Between(2300, 3000));
        var glide = chance.Maybe(0.15) ? chance.Between(-0.12, 0.12) : 0;
        if (timbre is Timbre.Piano or Timbre.Pluck)
            Knock(music, at, volume * chance.Between(0, 0.15));
        var harmonics = (int)Math.Min(timbre == Timbre.Sine ? 1 : timbre == Timbre.Sung ? 40 : 14, 3900 / hertz);
        for (var h = 1; h <= harmonics; h++)
        {
            var strength = volume * 0.15 * Strength(timbre, h, h * hertz, formants);
            if (strength < 1e-4)
                continue;
            var ratio = timbre == Timbre.Bell ? Math.Pow(h, 1.37) : timbre == Timbre.Piano ? h * (1 + (0.0004 * h * h)) : h;
            if (hertz * ratio > 3900)
                continue;
            var detune = timbre is Timbre.Strings or Timbre.Saw or Timbre.Piano ? 1 + (0.002 * chance.Gauss()) : 1;
            var phase = chance.Next();
            for (var i = 0; i < length; i++)
            {
                var t = (double)i / Signal.Rate;
                phase += hertz * ratio * detune * (1 + (glide * Math.Exp(-t * 12)) + (vibrato * Math.Min(1, t * 3) * Math.Sin(2 * Math.PI * wobble * t))) / Signal.Rate;
                var level = Math.Min(1, Math.Min(t / attack, (duration - t) / 0.015)) * Math.Exp(-t / decay * (1 + (timbre is Timbre.Pluck or Timbre.Piano ? 0.25 * h : 0)));
                music[at + i] += (float)(strength * level * Math.Sin(2 * Math.PI * phase));
            }
        }
    }

    private void Knock(float[] music, int at, double level)
    {
        for (var i = 0; i < 200 && at + i < music.Length; i++)
            music[at + i] += (float)(level * chance.Gauss() * Math.Exp(-i / 40.0));
    }

    private (double Attack, double Decay) Envelope(Timbre timbre, double duration) => timbre switch
    {
        Timbre.Pluck => (0.003, chance.Between(0.15, 0.6)),
        Timbre.Piano => (0.004, chance.Between(0.4, 1.5)),
        Timbre.Bell => (0.003, chance.Between(0.3, 1.2)),
        Timbre.Strings => (Math.Min(duration / 2, chance.Between(0.05, 0.4)), 30),
        Timbre.Sung => (chance.Between(0.02, 0.12), 30),
        _ => (chance.Between(0.005, 0.05), chance.Of(30, 30, 1.0)),
    };

    private static double Strength(Timbre timbre, int h, double hertz, (double First, double Second, double Third) formants) => timbre switch
    {
        Timbre.Sine => 2,
        Timbre.Square => h % 2 == 1 ? 1.0 / h : 0,
        Timbre.Triangle => h % 2 == 1 ? 1.5 / (h * h) : 0,
        Timbre.Organ => h is 1 or 2 or 3 or 4 or 6 or 8 ? 0.6 : 0,
        Timbre.Flute => h == 1 ? 1.5 : 0.3 / (h * h),
        Timbre.Brass => Math.Exp(-Math.Abs(h - 3) * 0.4),
        Timbre.Sung => 1.2 * (Peak(hertz, formants.First, 90) + (0.6 * Peak(hertz, formants.Second, 120)) + (0.3 * Peak(hertz, formants.Third, 160))),
        Timbre.Piano => 1.0 / Math.Pow(h, 1.2),
        _ => 1.0 / h,
    };

    private static double Peak(double hertz, double centre, double width) => 1 / (1 + Math.Pow((hertz - centre) / width, 2));
}
