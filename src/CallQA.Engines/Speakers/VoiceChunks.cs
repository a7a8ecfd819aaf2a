using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Engines.Speakers;

/// <summary>Cuts speech into chunks and sums up their frames.</summary>
internal static class VoiceChunks
{
    private const int Length = VoiceActivityDetector.SampleRate / 5;

    /// <summary>The chunks of a recording; none when nothing in it sounds like a voice.</summary>
    /// <param name="audio">One channel at 16 kHz.</param>
    /// <param name="speech">Where speech is.</param>
    /// <param name="cancellationToken">Stops between spans.</param>
    public static List<VoiceChunk> Of(ChannelAudio audio, IReadOnlyList<SpeechSpan> speech, CancellationToken cancellationToken)
    {
        var frames = new List<VoiceFrames>(speech.Count);
        foreach (var span in speech)
        {
            cancellationToken.ThrowIfCancellationRequested();
            frames.Add(VoiceFrames.Of(audio.Read(span.Start, span.Length)));
        }

        return VoicePrint.Mean(frames) is { } mean ? [.. speech.SelectMany((span, i) => Cut(span, frames[i], mean))] : [];
    }

    private static IEnumerable<VoiceChunk> Cut(SpeechSpan span, VoiceFrames frames, float[] mean)
    {
        var pieces = Math.Max(1, (int)Math.Round((double)span.Length / Length));
        for (var i = 0; i < pieces; i++)
        {
            var (start, end) = ((int)((long)span.Length * i / pieces), (int)((long)span.Length * (i + 1) / pieces));
            var sums = Sum(frames, start / VoiceFrames.Hop, Math.Min(frames.Count, end / VoiceFrames.Hop), mean);
            yield return new VoiceChunk(new SpeechSpan(span.Start + start, span.Start + end), sums, i == 0);
        }
    }

    private static VoiceSums Sum(VoiceFrames frames, int from, int to, float[] mean)
    {
        var sums = new VoiceSums(VoiceSpace.Shipped);
        Span<float> print = stackalloc float[VoicePrint.Size];
        print.Clear();
        var loud = 0;
        for (var i = from; i < to; i++)
        {
            if (!frames.IsLoud[i])
                continue;
            loud++;
            VoicePrint.Add(frames, i, mean, print);
        }

        sums.Add(print, loud);
        return sums;
    }
}
