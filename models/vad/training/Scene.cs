using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace VadTraining;

/// <summary>Ten seconds of a telephone channel and where somebody speaks in it.</summary>
/// <param name="Features">A row of <see cref="Frames"/> values for each feature.</param>
/// <param name="Spoken">1 where somebody speaks, for each frame.</param>
/// <param name="Kind">What it is made of.</param>
internal sealed record Scene(float[] Features, float[] Spoken, string Kind)
{
    public const int Frames = 1024;
    private const int Length = Frames * ActivityFeatures.Hop;

    public static Scene Make(Speech speech, Chance chance)
    {
        var dice = chance.Next();
        var sound = new float[Length];
        var active = new float[Frames];
        var loud = chance.Maybe(0.15) ? chance.Between(-50, -34) : chance.Between(-34, -9);
        var kind = dice < 0.30 ? "talk" : dice < 0.50 ? "music" : dice < 0.54 ? "beat" : dice < 0.59 ? "singing" : dice < 0.63 ? "tones" : dice < 0.73 ? "noise" : dice < 0.75 ? "babble" : dice < 0.87 ? "change" : "talk over sound";
        switch (kind)
        {
            case "music": sound = Scaled(new Music(chance).Play(Length), chance.Between(-34, -6)); break;
            case "beat": sound = Scaled(new Music(chance).Beat(Length), chance.Between(-34, -6)); break;
            case "singing": sound = Scaled(new Music(chance).Sing(Length), loud); break;
            case "tones": sound = Scaled(new Tones(chance).Send(Length), loud); break;
            case "noise": sound = Scaled(new Noises(chance).Any(Length), loud - chance.Between(0, 20)); break;
            case "babble": sound = Scaled(Babble(speech, chance), loud - chance.Between(0, 15)); break;
            case "change": Change(sound, active, speech, chance, loud); break;
            default: Talk(sound, active, speech, chance, loud, chance.Int(0, Frames / 3), Frames); break;
        }

        if (kind == "talk over sound")
            Signal.Add(sound, Scaled(Background(speech, chance), loud - chance.Between(4, 22)), 0);
        else if (chance.Maybe(0.65))
            Signal.Add(sound, Scaled(new Noises(chance).Steady(Length), loud - chance.Between(kind == "talk" ? 3 : 12, 50)), 0);
        Signal.Degrade(sound, chance);
        return Of(sound, active, kind);
    }

    public static Scene Of(float[] sound, float[] active, string kind)
    {
        var features = new float[ActivityFeatures.Count * Frames];
        new ActivityFeatures().Compute(ChannelAudio.Of(Signal.Rate, sound), 0, Frames, features);
        return new Scene(features, active, kind);
    }

    private static float[] Scaled(float[] sound, double decibels)
    {
        Signal.Scale(sound, decibels);
        return sound;
    }

    /// <summary>Sentences with pauses between the two frames.</summary>
    private static void Talk(float[] sound, float[] active, Speech speech, Chance chance, double loud, int from, int to)
    {
        var quick = chance.Maybe(0.5);
        while (from < to)
        {
            var sentence = Scaled(speech.Take(chance), loud + chance.Between(-4, 2));
            if (chance.Maybe(0.25))
                sentence = sentence[..(int)(sentence.Length * chance.Between(0.1, 0.7))];
            var frames = Math.Min(to - from, sentence.Length / ActivityFeatures.Hop);
            var heard = Speech.Heard(sentence);
            Signal.Add(sound, sentence.AsSpan(0, frames * ActivityFeatures.Hop), from * ActivityFeatures.Hop);
            for (var i = 0; i < frames; i++)
                active[from + i] = heard[i] ? 1 : 0;
            from += frames + (int)(100 * (quick ? chance.Log(0.05, 1) : chance.Log(0.3, 6)));
        }
    }

    /// <summary>An announcement between music, the answer after the ringing.</summary>
    private static void Change(float[] sound, float[] active, Speech speech, Chance chance, double loud)
    {
        var other = Other(chance);
        Signal.Scale(other, loud + chance.Between(-8, 6));
        var (from, to) = (chance.Int(0, Frames * 2 / 3), chance.Maybe(0.5) ? Frames : chance.Int(Frames / 2, Frames));
        var fade = chance.Between(0.01, 0.4) * Signal.Rate;
        for (var i = 0; i < other.Length; i++)
        {
            var distance = Math.Max((from * ActivityFeatures.Hop) - i, i - (to * ActivityFeatures.Hop));
            other[i] *= (float)Math.Clamp(distance / fade, 0, 1);
        }

        Signal.Add(sound, other, 0);
        Talk(sound, active, speech, chance, loud, from, Math.Max(from, to));
    }

    private static float[] Other(Chance chance) => chance.Int(0, 6) switch
    {
        0 or 1 => new Music(chance).Play(Length),
        4 => new Music(chance).Beat(Length),
        2 => new Music(chance).Sing(Length),
        3 => new Tones(chance).Send(Length),
        _ => new Noises(chance).Any(Length),
    };

    private static float[] Background(Speech speech, Chance chance) =>
        chance.Maybe(0.35) ? Babble(speech, chance) : Other(chance);

    private static float[] Babble(Speech speech, Chance chance)
    {
        var sound = new float[Length];
        var ignored = new float[Frames];
        for (var voices = chance.Int(5, 9); voices > 0; voices--)
            Talk(sound, ignored, speech, chance, -20 + chance.Between(-8, 0), chance.Int(0, 100), Frames);
        Signal.Reverberate(sound, chance);
        return sound;
    }
}
