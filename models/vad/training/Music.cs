namespace VadTraining;

/// <summary>Music on hold of all sorts, composed by chance.</summary>
internal sealed class Music(Chance chance)
{
    private static readonly int[][] Progressions = [[0, 5, 7, 0], [0, 9, 5, 7], [9, 5, 0, 7], [0, 7, 9, 5], [2, 7, 0, 0], [0, 3, 5, 7], [0, 10, 5, 0]];
    private static readonly int[] Major = [0, 2, 4, 5, 7, 9, 11];
    private static readonly int[] Minor = [0, 2, 3, 5, 7, 8, 10];

    private readonly Instruments instruments = new(chance);

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
            switch (chance.Int(0, 9))
            {
                case 4 or 7: Stride(music, beat, key, scale, chords, volume); break;
                case 5: Runs(music, beat, key, scale, volume); break;
                case 6: Strum(music, beat, key, scale, chords, volume); break;
                case 8: Choir(music, beat, key, scale, chords, volume); break;
                case 0: Chords(music, beat, key, scale, chords, volume); break;
                case 1: Arpeggio(music, beat, key, scale, chords, volume); break;
                case 2: Bass(music, beat, key, chords, volume); break;
                default: Melody(music, beat, key, scale, volume); break;
            }
        }

        if (chance.Maybe(0.55))
            new Drums(chance).Play(music, beat, chance.Log(0.15, 2));
        Produce(music);
        return music;
    }

    /// <summary>Percussion with nothing or a bass beside it.</summary>
    public float[] Beat(int length)
    {
        var music = new float[length];
        var beat = 60 / chance.Between(70, 180);
        new Drums(chance).Play(music, beat, 1);
        if (chance.Maybe(0.6))
            Bass(music, beat * chance.Of(0.5, 1, 2), chance.Int(45, 60), chance.Of(Progressions), chance.Log(0.2, 1.5));
        Produce(music);
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
        Produce(music);
        return music;
    }

    /// <summary>What studio, tape and hold machine make of it.</summary>
    private void Produce(float[] music)
    {
        if (chance.Maybe(0.5))
            Signal.Reverberate(music, chance);
        if (chance.Maybe(0.4))
            Signal.Compress(music, chance);
        if (chance.Maybe(0.15))
            Signal.Add(music, new Noises(chance).Crackle(music.Length), 0, Signal.LoudLevel(music) * chance.Log(0.02, 0.3));
        if (chance.Maybe(0.12))
            Signal.Gate(music, chance);
    }

    private void Note(float[] music, double start, double duration, double midi, Timbre timbre, double volume) =>
        instruments.Note(music, start, duration, midi, timbre, volume);

    /// <summary>Chords over the strings of a guitar, one string after the other.</summary>
    private void Strum(float[] music, double beat, int key, int[] scale, int[] chords, double volume)
    {
        var (division, step) = (chance.Of(1, 2, 2, 4), 0);
        for (var t = 0.0; t * Signal.Rate < music.Length; t += beat / division, step++)
        {
            if (chance.Maybe(0.2))
                continue;
            var (root, spread) = (key + chords[step / (4 * division) % chords.Length] - 12, chance.Between(0.004, 0.03));
            int[] strings = [0, 7, 12, 12 + scale[2], 19, 24];
            for (var i = 0; i < strings.Length; i++)
                Note(music, t + (spread * (step % 2 == 0 ? i : 5 - i)), beat / division * 2, root + strings[i], Timbre.Guitar, volume * 0.5);
        }
    }

    /// <summary>Several voices that hold vowels together.</summary>
    private void Choir(float[] music, double beat, int key, int[] scale, int[] chords, double volume)
    {
        var (beats, step) = (chance.Of(1, 2, 4), 0);
        for (var t = 0.0; t * Signal.Rate < music.Length; t += beat * beats, step++)
        {
            foreach (var note in (int[])[0, scale[2], 7, 12])
                Note(music, t + (2 * Jitter()), beat * beats, key + chords[step % chords.Length] + note, Timbre.Sung, volume * 0.5);
        }
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
        var timbre = chance.Of(Timbre.Piano, Timbre.Piano, Timbre.Piano, Timbre.Pluck, Timbre.Brass, Timbre.Organ, Timbre.Guitar);
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
        var timbre = chance.Of(Timbre.Saw, Timbre.Square, Timbre.Triangle, Timbre.Pluck, Timbre.Guitar, Timbre.Wobble, Timbre.Wobble);
        var step = 0;
        for (var t = 0.0; t * Signal.Rate < music.Length; t += beat, step++)
            Note(music, t, beat * 0.9, key - 12 + chords[step / 4 % chords.Length], timbre, volume);
    }

    private void Melody(float[] music, double beat, int key, int[] scale, double volume, Timbre? voice = null)
    {
        var timbre = voice ?? chance.Of(Timbre.Sine, Timbre.Saw, Timbre.Square, Timbre.Triangle, Timbre.Piano, Timbre.Pluck, Timbre.Bell, Timbre.Flute, Timbre.Brass, Timbre.Strings, Timbre.Sung, Timbre.Guitar);
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
}
