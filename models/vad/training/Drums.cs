namespace VadTraining;

/// <summary>A drummer with a kit: the sounds stay the same from beat to beat.</summary>
internal sealed class Drums(Chance chance)
{
    /// <summary>k kick, s snare, t tom, c clap, h hat, o open hat; blanks rest.</summary>
    private static readonly string[] Patterns =
    [
        "k h s h k h s h", "k hhs hhk hhs hh", "k  h s  k k  s  ", "h k h s h h k s", "k s k s", "h   s   h   s h ", "k ss k s k kss t", "kh hsh hkhkhsh o",
        "k  s  k ss  s ot", "ttt kkk ttt scc ", "hhhhhhhhhhhhhhhh", "h hoh hoh hoh ho", "k o c o k o c o ", "s sss s s sss ss",
    ];

    private readonly double decay = chance.Log(0.5, 2);
    private readonly double pitch = chance.Log(45, 180);
    private readonly double ring = chance.Log(120, 350);
    private readonly double metal = chance.Log(1500, 3600);

    public void Play(float[] music, double beat, double volume)
    {
        var pattern = chance.Of(Patterns);
        var division = chance.Of(2, 2, 4, 4);
        var swing = chance.Maybe(0.3) ? chance.Between(0, 0.3) : 0;
        for (var step = 0; step * beat / division * Signal.Rate < music.Length; step++)
        {
            var kind = pattern[step % pattern.Length];
            if (kind == ' ' || chance.Maybe(0.06))
                continue;
            var late = (step % 2 * swing * beat / division) + (0.004 * chance.Gauss());
            Hit(music, Math.Max(0, (int)(((step * beat / division) + late) * Signal.Rate)), kind, volume * chance.Log(0.4, 1));
        }
    }

    private void Hit(float[] music, int at, char kind, double volume)
    {
        var length = decay * kind switch { 'k' => 0.09, 's' => 0.12, 't' => 0.16, 'c' => 0.08, 'o' => 0.25, _ => 0.03 };
        var sound = new float[Math.Min((int)(length * 5 * Signal.Rate), Math.Max(0, music.Length - at))];
        var (phase, last, height) = (0.0, 0.0, kind == 't' ? pitch * chance.Of(1, 1.5, 2) : pitch);
        for (var i = 0; i < sound.Length; i++)
        {
            var t = (double)i / Signal.Rate;
            phase += (kind == 's' ? ring : height + (120 * Math.Exp(-t * 30))) / Signal.Rate;
            var (tone, noise) = (Math.Sin(2 * Math.PI * phase), chance.Gauss());
            var value = kind switch
            {
                'k' or 't' => 1.5 * tone,
                's' => noise + (0.7 * tone * Math.Exp(-t * 20)),
                'c' => noise * (t < 0.03 && t % 0.01 > 0.005 ? 0.2 : 1),
                _ => noise - last,
            };
            last = noise;
            sound[i] = (float)(volume * 0.6 * value * Math.Exp(-t / length));
        }

        if (kind is 'h' or 'o' or 'c')
            Signal.Filter(sound, 'b', metal, 0.8);
        Signal.Add(music, sound, at);
    }
}
