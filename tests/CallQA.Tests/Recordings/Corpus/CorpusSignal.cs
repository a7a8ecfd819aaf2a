using CallQA.Recordings;
using CallQA.Tests.Recordings.Wave;

namespace CallQA.Tests.Recordings.Corpus;

/// <summary>
/// Two parties as a recorder hears them: bursts of a voice-like tone with overtones, in turn and once together, so that delay, loss, swapped or mixed
/// channels show in the comparison.
/// </summary>
internal static class CorpusSignal
{
    /// <summary>Samples per second, in hertz.</summary>
    public const int Rate = 16_000;

    private const double Seconds = 2.5;
    private const double LongestDelay = 0.15;
    private const int Coarse = 37;

    private static readonly double[][] Bursts = [[0.1, 0.9, 1.7, 2.3], [0.8, 1.6, 2.1, 2.4]];

    /// <summary>Length of the recording.</summary>
    public static TimeSpan Duration => TimeSpan.FromSeconds(Seconds);

    /// <summary>One party's samples at a rate, −1 to 1.</summary>
    public static float[] Party(int party, int rate) =>
        [.. Enumerable.Range(0, (int)(Seconds * rate)).Select(index => (float)(0.5 * Envelope(party, (double)index / rate) * Voice(party, (double)index / rate)))];

    /// <summary>A WAV file of both parties, 16 bits, or of the first alone.</summary>
    public static byte[] Wave(int channels, int rate = Rate)
    {
        float[][] parties = [.. Enumerable.Range(0, channels).Select(party => Party(party, rate))];
        var samples = Enumerable.Range(0, parties[0].Length).SelectMany(index => parties.Select(party => (short)(party[index] * 32_000)));
        return new WaveBuilder { SampleRate = (uint)rate, Channels = (ushort)channels, Data = WaveBuilder.Pcm16([.. samples]) }.Build();
    }

    /// <summary>How much of a decoded channel is the party's signal, in decibels over all else, at the delay and loudness that fit best.</summary>
    public static double SignalToNoise(ChannelAudio decoded, int party)
    {
        var wanted = Party(party, decoded.SampleRate);
        var heard = decoded.ToArray();
        // Every so many samples tell about where; all of them, near it, exactly.
        var most = (int)(LongestDelay * decoded.SampleRate);
        var about = Enumerable.Range(-most, (2 * most) + 1).MaxBy(delay => Correlation(wanted, heard, delay, Coarse));
        var best = Enumerable.Range(about - 3, 7).Max(delay => Correlation(wanted, heard, delay, 1));
        return 10 * Math.Log10(best * best / Math.Max(1e-12, 1 - (best * best)));
    }

    /// <summary>How alike two signals are, from −1 to 1, one of them some samples later.</summary>
    public static double Correlation(float[] wanted, float[] heard, int delay, int step)
    {
        double both = 0, one = 1e-12, other = 1e-12;
        var end = Math.Min(wanted.Length, heard.Length - delay);
        for (var index = Math.Max(0, -delay); index < end; index += step)
        {
            both += wanted[index] * (double)heard[index + delay];
            one += wanted[index] * (double)wanted[index];
            other += heard[index + delay] * (double)heard[index + delay];
        }

        return both / Math.Sqrt(one * other);
    }

    private static double Envelope(int party, double time)
    {
        var bounds = Bursts[party];
        for (var index = 0; index < bounds.Length; index += 2)
        {
            if (time >= bounds[index] && time < bounds[index + 1])
                return Math.Pow(Math.Sin(Math.PI * (time - bounds[index]) / (bounds[index + 1] - bounds[index])), 0.5);
        }

        return 0;
    }

    // A pitch that glides, so that no two moments look alike.
    private static double Voice(int party, double time)
    {
        var phase = 2 * Math.PI * ((party == 0 ? 140 : 230) * time + (25 * time * time));
        return (0.5 * Math.Sin(phase)) + (0.3 * Math.Sin(3 * phase)) + (0.2 * Math.Sin(5 * phase));
    }
}
