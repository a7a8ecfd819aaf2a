namespace VadTraining;

/// <summary>What exchanges and devices send: call progress tones of many countries, key presses, special information, fax and modem.</summary>
internal sealed class Tones(Chance chance)
{
    private static readonly (double[] Hertz, double[] Cadence)[] Progress =
    [
        ([425], [1, 4]), ([425], [0.48, 0.48]), ([425], [0.24, 0.24]), ([425], [1.0, 0]), ([425], [0.2, 0.2, 0.2, 0.6]), ([425], [0.4, 0.2, 0.4, 2]),
        ([440, 480], [2, 4]), ([480, 620], [0.5, 0.5]), ([480, 620], [0.25, 0.25]), ([350, 440], [10, 0]), ([400, 450], [0.4, 0.2, 0.4, 2]),
        ([400], [0.375, 0.375]), ([400], [0.4, 0.35, 0.225, 0.525]), ([440], [0.3, 10]), ([450], [1, 4]), ([450], [0.35, 0.35]), ([400, 450], [1, 4]),
        ([413, 438], [1, 2]), ([420], [1, 4]), ([425], [1.25, 3.75]), ([425], [0.6, 0.2]), ([1400], [0.5, 15]), ([440], [0.2, 3.3]), ([400], [1, 2]),
        ([1400, 2060, 2450, 2600], [0.1, 0.1]), ([384], [1, 2]), ([402, 418], [0.5, 0.5]), ([1000], [0.4, 0]), ([16.7, 1000], [2, 4]),
    ];

    private static readonly double[] Rows = [697, 770, 852, 941];
    private static readonly double[] Columns = [1209, 1336, 1477, 1633];

    public float[] Send(int length)
    {
        var sound = new float[length];
        switch (chance.Int(0, 9))
        {
            case 0 or 1: Keys(sound); break;
            case 2: Information(sound); break;
            case 3: Fax(sound); break;
            case 4: RingMelody(sound); break;
            case 5: Beeps(sound); break;
            default: Call(sound); break;
        }

        return sound;
    }

    private void Call(float[] sound)
    {
        var (hertz, cadence) = chance.Of(Progress);
        var warp = chance.Between(0.97, 1.03);
        var t = chance.Between(0, 2);
        var depth = chance.Maybe(0.2) ? chance.Between(0.3, 1) : 0;
        for (var i = 0; t * Signal.Rate < sound.Length; i++)
        {
            var duration = cadence[i % cadence.Length] * warp;
            if (i % 2 == 0)
                Tone(sound, t, duration, 0.5, [.. hertz.Select(f => f * warp)], depth);
            t += Math.Max(0.001, duration);
        }
    }

    private void Keys(float[] sound)
    {
        var (on, off) = (chance.Between(0.05, 0.25), chance.Between(0.05, 0.3));
        for (var t = chance.Between(0, 1); t * Signal.Rate < sound.Length; t += on + (chance.Maybe(0.2) ? chance.Between(0.5, 2) : off))
            Tone(sound, t, on * chance.Between(0.9, 1.1), 0.5, [chance.Of(Rows), chance.Of(Columns)]);
    }

    private void Information(float[] sound)
    {
        for (var t = chance.Between(0, 1); t * Signal.Rate < sound.Length; t += chance.Between(1, 3))
        {
            foreach (var hertz in (double[])[chance.Of(913.8, 950, 985.2), chance.Of(1370.6, 1400, 1428.5), chance.Of(1776.7, 1800)])
            {
                Tone(sound, t, 0.33, 0.5, [hertz]);
                t += chance.Of(0.33, 0.34, 0.38);
            }
        }
    }

    private void Fax(float[] sound)
    {
        var t = chance.Between(0, 1);
        if (chance.Maybe(0.5))
        {
            for (; t * Signal.Rate < sound.Length; t += 3.5)
                Tone(sound, t, 0.5, 0.5, [chance.Of(1100, 1300)]);
            return;
        }

        Tone(sound, t, 3, 0.5, [2100], chance.Of(0, 0.2));
        var (phase, hertz) = (0.0, 1650.0);
        for (var i = (int)((t + 3.1) * Signal.Rate); i < sound.Length; i++)
        {
            if (i % 27 == 0)
                hertz = chance.Maybe(0.5) ? 1650 : 1850;
            phase += hertz / Signal.Rate;
            sound[i] = (float)(0.4 * Math.Sin(2 * Math.PI * phase));
        }
    }

    private void RingMelody(float[] sound)
    {
        int[] notes = [.. Enumerable.Range(0, chance.Int(2, 8)).Select(_ => chance.Int(72, 93))];
        var beat = chance.Between(0.08, 0.25);
        var i = 0;
        for (var t = 0.0; t * Signal.Rate < sound.Length; t += beat, i++)
        {
            if (i / notes.Length % 3 < 2)
                Tone(sound, t, beat, 0.4, [440 * Math.Pow(2, (notes[i % notes.Length] - 69) / 12.0)]);
        }
    }

    private void Beeps(float[] sound)
    {
        for (var t = chance.Between(0, 2); t * Signal.Rate < sound.Length; t += chance.Between(0.3, 5))
            Tone(sound, t, chance.Between(0.04, 1), chance.Between(0.1, 0.7), [chance.Log(300, 3000)], 0, chance.Maybe(0.2) ? chance.Between(-800, 800) : 0);
    }

    private void Tone(float[] sound, double start, double duration, double level, double[] hertz, double depth = 0, double sweep = 0)
    {
        var at = (int)(start * Signal.Rate);
        for (var i = 0; i < duration * Signal.Rate && at + i < sound.Length; i++)
        {
            var t = (double)i / Signal.Rate;
            var edge = Math.Min(1, Math.Min(t, duration - t) / 0.003);
            var value = 0.0;
            foreach (var f in hertz)
                value += Math.Sin(2 * Math.PI * ((f * t) + (sweep * t * t / 2)));
            sound[at + i] += (float)(level * edge / hertz.Length * value * (1 + (depth * Math.Sin(2 * Math.PI * 20 * t))));
        }
    }
}
