namespace VadTraining;

/// <summary>Everything else on a line with nobody speaking.</summary>
internal sealed class Noises(Chance chance)
{
    /// <summary>Noise that lasts, for a background.</summary>
    public float[] Steady(int length) => chance.Int(0, 6) switch
    {
        0 => White(length),
        1 => Coloured(length, 0.97),
        2 => Coloured(length, 0.85),
        3 => Hum(length),
        4 => Wind(length),
        5 => Street(length),
        _ => Band(length),
    };

    /// <summary>Noise with a course: a background, or single sounds.</summary>
    public float[] Any(int length) => chance.Int(0, 11) switch
    {
        0 => Clicks(length),
        1 or 2 => Breath(length),
        3 or 4 => Typing(length),
        5 => Bursts(length),
        6 => Coughs(length),
        7 => Mouse(length),
        8 => Crackle(length),
        9 or 10 => Flutter(length),
        _ => Steady(length),
    };

    private float[] White(int length)
    {
        var sound = new float[length];
        for (var i = 0; i < length; i++)
            sound[i] = (float)(0.3 * chance.Gauss());
        return sound;
    }

    private float[] Coloured(int length, double memory)
    {
        var sound = White(length);
        for (var i = 1; i < length; i++)
            sound[i] = (float)((memory * sound[i - 1]) + ((1 - memory) * 4 * sound[i]));
        return sound;
    }

    private float[] Band(int length)
    {
        var sound = White(length);
        Signal.Filter(sound, 'b', chance.Log(200, 3000), chance.Between(0.5, 4));
        return sound;
    }

    private float[] Hum(int length)
    {
        var sound = White(length);
        var (mains, floor) = (chance.Of(50.0, 60), chance.Between(0, 0.2));
        for (var h = 1; h < 30; h++)
        {
            var (strength, phase) = (chance.Next() / h, chance.Next());
            for (var i = 0; i < length; i++)
                sound[i] = (float)((h == 1 ? sound[i] * floor : sound[i]) + (strength * Math.Sin(2 * Math.PI * ((mains * h * i / Signal.Rate) + phase))));
        }

        return sound;
    }

    private float[] Wind(int length)
    {
        var sound = Coloured(length, chance.Between(0.9, 0.99));
        Swell(sound, chance.Between(0.3, 3), chance.Between(0.4, 0.95));
        return sound;
    }

    /// <summary>Rumble with vehicles that come and go, and now and then a horn.</summary>
    private float[] Street(int length)
    {
        var sound = Coloured(length, 0.93);
        for (var i = chance.Int(1, 5); i > 0; i--)
        {
            var (at, width, centre) = (chance.Int(0, length), chance.Between(0.5, 3) * Signal.Rate, chance.Log(150, 1500));
            var car = White(length);
            Signal.Filter(car, 'b', centre, 0.8);
            for (var k = 0; k < length; k++)
                sound[k] += (float)(2 * car[k] * Math.Exp(-Math.Pow((k - at) / width, 2)));
        }

        if (chance.Maybe(0.4))
        {
            var (at, hertz, duration) = (chance.Int(0, length), chance.Between(300, 700), chance.Between(0.2, 1.5) * Signal.Rate);
            for (var i = 0; i < duration && at + i < length; i++)
            {
                for (var h = 1; h < 6; h++)
                    sound[at + i] += (float)(0.2 / h * (Math.Sin(2 * Math.PI * hertz * h * i / Signal.Rate) + Math.Sin(2 * Math.PI * 1.26 * hertz * h * i / Signal.Rate)));
            }
        }

        return sound;
    }

    private float[] Clicks(int length)
    {
        var sound = new float[length];
        for (var at = chance.Int(0, 4000); at < length; at += (int)(Signal.Rate * chance.Log(0.03, 2)))
        {
            var (decay, strength) = (chance.Log(2, 60), chance.Log(0.1, 1));
            for (var i = 0; i < 6 * decay && at + i < length; i++)
                sound[at + i] += (float)(strength * chance.Gauss() * Math.Exp(-i / decay));
        }

        return sound;
    }

    /// <summary>Keys that go down and come up, each with its own ring; the long ones thump.</summary>
    private float[] Typing(int length)
    {
        var (sound, hurry, ring) = (new float[length], chance.Log(0.05, 0.25), chance.Log(300, 3500));
        for (var at = 0; at < length; at += (int)(Signal.Rate * (chance.Maybe(0.06) ? chance.Between(0.4, 1.5) : hurry * chance.Between(0.5, 1.8))))
        {
            var lengthy = chance.Maybe(0.12);
            foreach (var (delay, gain) in ((int, double)[])[(0, 1), (chance.Int(300, 1100), chance.Between(0.2, 0.8))])
                Knock(sound, at + delay, gain * chance.Log(0.4, 1) * (lengthy ? 1.5 : 1), chance.Between(10, lengthy ? 200 : 70), ring * chance.Between(0.6, 1.5) * (lengthy ? 0.4 : 1));
        }

        Signal.Filter(sound, 'b', chance.Between(600, 3000), chance.Between(0.3, 1));
        return sound;
    }

    private float[] Mouse(int length)
    {
        var (sound, ring) = (new float[length], chance.Log(1500, 3500));
        for (var at = chance.Int(0, 8000); at < length; at += (int)(Signal.Rate * chance.Log(0.15, 3)))
        {
            Knock(sound, at, 1, chance.Between(4, 25), ring);
            Knock(sound, at + chance.Int(350, 1300), chance.Between(0.4, 1), chance.Between(4, 25), ring * 0.8);
        }

        return sound;
    }

    private void Knock(float[] sound, int at, double level, double decay, double hertz)
    {
        for (var i = 0; i < 6 * decay && at + i < sound.Length; i++)
            sound[at + i] += (float)(level * Math.Exp(-i / decay) * (chance.Gauss() + Math.Sin(2 * Math.PI * hertz * i / Signal.Rate)));
    }

    /// <summary>A bad contact, a scratched record.</summary>
    public float[] Crackle(int length)
    {
        var (sound, often) = (new float[length], chance.Log(3, 400));
        for (var at = 0; at < length; at += 1 + (int)(-Math.Log(1 - chance.Next()) * Signal.Rate / often))
            sound[at] += (float)(chance.Gauss() * Math.Pow(chance.Next(), 3) * 2);
        Signal.Filter(sound, chance.Of('b', 'l'), chance.Log(500, 3500), 0.7);
        return sound;
    }

    /// <summary>Bands of noise that swell and fade each on its own as fast as syllables: water, thunder, applause, a shaken handset.</summary>
    private float[] Flutter(int length)
    {
        var sound = new float[length];
        for (var bands = chance.Int(1, 4); bands > 0; bands--)
        {
            var band = Band(length);
            for (var layers = chance.Int(1, 3); layers > 0; layers--)
                Swell(band, chance.Log(0.5, 12), chance.Between(0.7, 1));
            Signal.Add(sound, band, 0, chance.Log(0.2, 1));
        }

        return sound;
    }

    /// <summary>In and out, close to the microphone, at times blowing into it.</summary>
    private float[] Breath(int length)
    {
        var (sound, throat) = (new float[length], chance.Log(600, 2500));
        for (var at = (int)(chance.Between(0, 2) * Signal.Rate); at < length; at += (int)(Signal.Rate * chance.Between(0.6, 4)))
        {
            var breath = White((int)(Signal.Rate * chance.Between(0.2, 1.8)));
            Signal.Filter(breath, 'h', chance.Between(150, 900));
            Signal.Filter(breath, 'b', throat * chance.Between(0.6, 1.6), chance.Between(0.4, 2));
            var skew = chance.Between(0.4, 2.5);
            for (var i = 0; i < breath.Length; i++)
                breath[i] *= (float)Math.Sin(Math.PI * Math.Pow((double)i / breath.Length, skew));
            if (chance.Maybe(0.4))
                Swell(breath, chance.Between(3, 15), chance.Between(0.2, 0.8));
            if (chance.Maybe(0.15))
                Signal.Add(breath, Coloured(breath.Length, 0.98), 0, chance.Between(0.2, 1));
            Signal.Add(sound, breath, at, chance.Between(0.3, 1));
        }

        return sound;
    }

    /// <summary>A burst of air, at times a hoarse end; a throat cleared is the end alone, twice.</summary>
    private float[] Coughs(int length)
    {
        var sound = new float[length];
        for (var at = chance.Int(0, 8000); at < length; at += (int)(Signal.Rate * chance.Log(0.25, 4)))
        {
            var cough = White((int)(Signal.Rate * chance.Between(0.15, 0.5)));
            var (pitch, voiced, mouth) = (chance.Between(90, 280), chance.Maybe(0.4) ? chance.Between(0.2, 0.8) : 0, chance.Log(500, 1800));
            for (var i = 0; i < cough.Length; i++)
            {
                var t = (double)i / Signal.Rate;
                var pulse = voiced * Math.Max(0, Math.Sin(2 * Math.PI * (pitch - (80 * t)) * t)) * Math.Min(1, t / 0.06) * (1 + (0.5 * chance.Gauss()));
                cough[i] = (float)(((cough[i] * Math.Exp(-t / 0.07)) + (0.4 * cough[i] * pulse) + (0.2 * pulse)) * Math.Min(1, t / 0.005) * Math.Exp(-t / 0.15));
            }

            Signal.Filter(cough, 'b', mouth, chance.Between(0.4, 1.2));
            Signal.Add(sound, cough, at, chance.Log(0.3, 1));
        }

        return sound;
    }

    /// <summary>Doors, chairs, paper, a cough-like thump.</summary>
    private float[] Bursts(int length)
    {
        var sound = new float[length];
        for (var at = chance.Int(0, 8000); at < length; at += (int)(Signal.Rate * chance.Log(0.15, 3)))
        {
            var burst = White((int)(Signal.Rate * chance.Log(0.03, 0.6)));
            Signal.Filter(burst, chance.Of('b', 'l', 'h'), chance.Log(150, 2500), chance.Between(0.5, 3));
            for (var i = 0; i < burst.Length; i++)
                burst[i] *= (float)(Math.Min(1, i / 40.0) * Math.Exp(-4.0 * i / burst.Length));
            Signal.Add(sound, burst, at, chance.Log(0.1, 1));
        }

        return sound;
    }

    private void Swell(float[] sound, double hertz, double depth)
    {
        var (value, target) = (1.0, 1.0);
        for (var i = 0; i < sound.Length; i++)
        {
            if (i % (int)(Signal.Rate / hertz / 2) == 0)
                target = 1 - (depth * chance.Next());
            value += (target - value) * hertz * 6 / Signal.Rate;
            sound[i] *= (float)value;
        }
    }
}
