using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Engines.Speakers;

/// <summary>Cuts speech into chunks and sums up their frames.</summary>
internal static class VoiceChunks
{
    private const int Length = VoiceActivityDetector.SampleRate / 5;
    private const int MostClasses = 4;

    /// <summary>The sounds are learnt from no more than this: enough for any recording, and bounded on the longest.</summary>
    private const int MostLearnt = 20_000;

    /// <summary>The chunks of a recording; none when nothing in it sounds like a voice.</summary>
    /// <param name="audio">One channel at 16 kHz.</param>
    /// <param name="speech">Where speech is.</param>
    public static List<VoiceChunk> Of(ChannelAudio audio, IReadOnlyList<SpeechSpan> speech)
    {
        var frames = new List<VoiceFrames>(speech.Count);
        foreach (var span in speech)
            frames.Add(VoiceFrames.Of(audio.Read(span.Start, span.Length)));
        var learnt = Sample(frames);
        if (learnt.Length == 0)
            return [];
        var classes = SoundClasses.Learn(learnt, MostClasses);
        var pitch = Pitch.Of(frames);
        return [.. speech.SelectMany((span, i) => Cut(span, frames[i], classes, pitch))];
    }

    private static float[] Sample(List<VoiceFrames> frames)
    {
        var loud = frames.Sum(part => part.IsLoud.Count(isLoud => isLoud));
        var step = (loud / MostLearnt) + 1;
        var (sample, seen) = (new List<float>(), 0);
        foreach (var part in frames)
        {
            for (var i = 0; i < part.Count; i++)
            {
                if (part.IsLoud[i] && seen++ % step == 0)
                    sample.AddRange(part.CepstrumAt(i));
            }
        }

        return [.. sample];
    }

    private static IEnumerable<VoiceChunk> Cut(SpeechSpan span, VoiceFrames frames, SoundClasses classes, Pitch pitch)
    {
        var pieces = Math.Max(1, (int)Math.Round((double)span.Length / Length));
        for (var i = 0; i < pieces; i++)
        {
            var (start, end) = ((int)((long)span.Length * i / pieces), (int)((long)span.Length * (i + 1) / pieces));
            var sums = Sum(frames, start / VoiceFrames.Hop, Math.Min(frames.Count, end / VoiceFrames.Hop), classes, pitch);
            yield return new VoiceChunk(new SpeechSpan(span.Start + start, span.Start + end), sums, i == 0);
        }
    }

    private static VoiceSums Sum(VoiceFrames frames, int from, int to, SoundClasses classes, Pitch pitch)
    {
        var sums = new VoiceSums(classes.Count);
        Span<float> shares = stackalloc float[classes.Count];
        for (var i = from; i < to; i++)
        {
            if (!frames.IsLoud[i])
                continue;
            sums.Add(classes, frames.CepstrumAt(i), shares);
            if (!float.IsNaN(frames.LogPitch[i]))
                sums.AddPitch((frames.LogPitch[i] - pitch.Mean) / pitch.Deviation);
        }

        return sums;
    }

    private readonly record struct Pitch(float Mean, float Deviation)
    {
        private const double SmallestDeviation = 0.05;

        public static Pitch Of(List<VoiceFrames> frames)
        {
            var (count, sum, squares) = (0, 0.0, 0.0);
            foreach (var part in frames)
            {
                foreach (var value in part.LogPitch.Where((value, i) => part.IsLoud[i] && !float.IsNaN(value)))
                {
                    count++;
                    sum += value;
                    squares += value * value;
                }
            }

            var mean = count == 0 ? 0 : sum / count;
            var variance = count == 0 ? 0 : (squares / count) - (mean * mean);
            return new Pitch((float)mean, (float)Math.Sqrt(Math.Max(variance, SmallestDeviation * SmallestDeviation)));
        }
    }
}
