namespace CallQA.Engines.VoiceActivity;

/// <summary>
/// Lets the seconds around a frame have a say, for the network sees two and a half: what is doubtful amid music is music, what is
/// doubtful amid speech is speech.
/// </summary>
internal static class SpeechContext
{
    /// <summary>Frames on either side that are asked.</summary>
    private const int Reach = 500;

    /// <summary>Decibels below the loudest of them down to which a frame is asked: pauses say nothing.</summary>
    private const float AskedDecibels = 25;

    /// <summary>Log odds between nothing but speech and none around.</summary>
    private const double Weight = 3;

    /// <summary>Frames of speech and of other sound taken as heard beforehand.</summary>
    private const double Beforehand = 25;

    /// <summary>Changes the odds of a channel's frames.</summary>
    /// <param name="odds">Log odds of speech.</param>
    /// <param name="levels">Level of each frame, dB.</param>
    /// <param name="quietest">Level below which a frame is not asked, dB.</param>
    public static void Apply(float[] odds, float[] levels, double quietest)
    {
        var votes = Votes(odds, levels, quietest);
        var (speech, all) = (Beforehand, 2 * Beforehand);
        for (var i = -Reach; i < odds.Length; i++)
        {
            Count(i + Reach, 1);
            Count(i - Reach - 1, -1);
            if (i >= 0)
                odds[i] += (float)(Weight * ((speech / all) - 0.5));
        }

        void Count(int frame, int sign)
        {
            if (frame < 0 || frame >= votes.Length || float.IsNaN(votes[frame]))
                return;
            speech += sign * votes[frame];
            all += sign;
        }
    }

    /// <summary>The probability of speech of each frame that is asked, NaN for the others.</summary>
    private static float[] Votes(float[] odds, float[] levels, double quietest)
    {
        var softest = NoiseFloor.SlidingMinimum([.. levels.Select(level => -level)], 2 * Reach);
        var votes = new float[odds.Length];
        for (var i = 0; i < votes.Length; i++)
        {
            var loudest = -softest[Math.Min(i + Reach, votes.Length - 1)];
            votes[i] = levels[i] > loudest - AskedDecibels && levels[i] > quietest ? 1 / (1 + MathF.Exp(-odds[i])) : float.NaN;
        }

        return votes;
    }
}
