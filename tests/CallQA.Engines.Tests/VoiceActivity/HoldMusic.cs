using CallQA.Engines.Tests.Whisper;

namespace CallQA.Engines.Tests.VoiceActivity;

/// <summary>Music on hold in several styles at 8 kHz, note by note; written apart from what the detector was trained on.</summary>
internal static class HoldMusic
{
    public const int Rate = 8_000;

    private static readonly int[] Chords = [0, 9, 5, 7, 0, 4, 5, 7];
    private static readonly int[] Figure = [0, 7, 12, 16, 12, 7, 4, 7];
    private static readonly int[] Tune = [0, 4, 7, 9, 7, 4, 5, 2, 0, -3, 0, 2, 4, 2, 0, 7];

    public static IReadOnlyList<string> Styles { get; } = ["band", "strings", "arpeggio", "choir", "ragtime", "synthesiser"];

    /// <summary>A piece of about so many seconds.</summary>
    public static float[] Play(string style, double seconds)
    {
        var music = new float[(int)(seconds * Rate)];
        switch (style)
        {
            case "band": Accompany(music, 0.5, 2, Organ, 0.08); Sing(music, 0.5, 72, Reed, 0.16); Beat(music, 0.5); break;
            case "strings": Accompany(music, 2.4, 1, Bowed, 0.13); break;
            case "arpeggio": Arpeggiate(music, 0.19, Plucked, 0.25); break;
            case "choir": Sing(music, 0.8, 57, Vowel, 0.3); Accompany(music, 3.2, 1, Bowed, 0.03); break;
            case "ragtime": Arpeggiate(music, 0.16, Struck, 0.2); Accompany(music, 0.32, 1, Struck, 0.12); break;
            default: Arpeggiate(music, 0.125, Buzz, 0.12); Accompany(music, 2, 1, Buzz, 0.05); Beat(music, 0.5); break;
        }

        return music;
    }

    private static void Accompany(float[] music, double beat, int beats, Func<int, double, double, double> timbre, double level)
    {
        for (var i = 0; i * beat * beats * Rate < music.Length; i++)
        {
            foreach (var tone in (int[])[0, 4, 7])
                Note(music, i * beat * beats, beat * beats, 48 + Chords[i / 2 % Chords.Length] + tone, timbre, level);
        }
    }

    private static void Arpeggiate(float[] music, double step, Func<int, double, double, double> timbre, double level)
    {
        for (var i = 0; i * step * Rate < music.Length; i++)
            Note(music, i * step, 1.8 * step, 60 + Chords[i / 8 % Chords.Length] + Figure[i % 8], timbre, level);
    }

    private static void Sing(float[] music, double beat, int key, Func<int, double, double, double> timbre, double level)
    {
        var at = 0.0;
        for (var i = 0; at * Rate < music.Length; i++)
        {
            var length = beat * (i % 5 == 4 ? 2 : i % 3 == 0 ? 0.5 : 1);
            Note(music, at, length * 0.95, key + Tune[i * 7 % Tune.Length], timbre, level, vibrato: 0.006);
            at += length;
        }
    }

    private static void Beat(float[] music, double beat)
    {
        var random = new FixedRandom(5);
        for (var i = 0; i * beat / 2 * Rate < music.Length; i++)
        {
            for (int k = 0, at = (int)(i * beat / 2 * Rate); k < 800 && at + k < music.Length; k++)
                music[at + k] += (float)(i % 4 == 0 ? 0.4 * Math.Sin(0.06 * k) * Math.Exp(-k / 250.0) : 0.12 * random.Next() * Math.Exp(-k / (i % 4 == 2 ? 300.0 : 60)));
        }
    }

    private static void Note(float[] music, double start, double length, int midi, Func<int, double, double, double> timbre, double level, double vibrato = 0)
    {
        var hertz = 440 * Math.Pow(2, (midi - 69) / 12.0);
        var (from, count) = ((int)(start * Rate), (int)(length * Rate));
        for (var partial = 1; partial <= 10 && partial * hertz < 3_800; partial++)
        {
            for (var i = 0; i < count && from + i < music.Length; i++)
            {
                var t = (double)i / Rate;
                var fade = Math.Min(1, Math.Min(t / 0.01, (length - t) / 0.02));
                var phase = partial * hertz * (t + (vibrato / 5.5 * Math.Sin(5.5 * t)));
                music[from + i] += (float)(level * fade * timbre(partial, partial * hertz, t) * Math.Sin(2 * Math.PI * phase));
            }
        }
    }

    private static double Organ(int partial, double hertz, double t) => partial is 1 or 2 or 4 or 8 ? 0.7 : 0.1;

    private static double Reed(int partial, double hertz, double t) => partial % 2 == 1 ? 1.0 / partial : 0.2 / partial;

    private static double Bowed(int partial, double hertz, double t) => Math.Min(1, t / 0.3) / partial;

    private static double Plucked(int partial, double hertz, double t) => Math.Exp(-t * (4 + (2 * partial))) / partial;

    private static double Struck(int partial, double hertz, double t) => Math.Exp(-t * (3 + partial)) / Math.Pow(partial, 1.3);

    private static double Buzz(int partial, double hertz, double t) => (1.0 / partial) * (1 + (0.5 * Math.Sin(2 * Math.PI * 0.3 * t)));

    private static double Vowel(int partial, double hertz, double t) =>
        Math.Exp(-Math.Pow((hertz - 700) / 200, 2)) + (0.5 * Math.Exp(-Math.Pow((hertz - 1_150) / 250, 2))) + 0.05;
}
