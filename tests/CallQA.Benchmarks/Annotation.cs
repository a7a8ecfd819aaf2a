using System.Globalization;
using CallQA.Engines.VoiceActivity;
using CallQA.Transcription;

namespace CallQA.Benchmarks;

/// <summary>Who spoke when in a recording, from a reference transcript or an RTTM file beside it.</summary>
internal static class Annotation
{
    public static async Task<List<SpeakerSpan>> ReadAsync(string wave, CancellationToken cancellationToken)
    {
        var rttm = Path.ChangeExtension(wave, ".rttm");
        if (!File.Exists(rttm))
        {
            var transcripts = await TranscriptReader.ReadAsync(Path.ChangeExtension(wave, ".reference.json"), cancellationToken);
            return [.. transcripts[0].Turns.Select(turn => new SpeakerSpan(turn.Speaker.ToString(), turn.Start!.Value, turn.End!.Value))];
        }

        var lines = await File.ReadAllLinesAsync(rttm, cancellationToken);
        return [.. lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(fields => fields is ["SPEAKER", ..]).Select(ToSpan)];
    }

    public static IReadOnlyList<SpeechSpan> Speech(List<SpeakerSpan> reference, int samples)
    {
        var joined = new List<SpeechSpan>();
        foreach (var span in reference.OrderBy(span => span.Start))
        {
            var (start, end) = (Sample(span.Start, samples), Sample(span.End, samples));
            if (joined.Count > 0 && start <= joined[^1].End)
                joined[^1] = joined[^1] with { End = Math.Max(end, joined[^1].End) };
            else if (end > start)
                joined.Add(new SpeechSpan(start, end));
        }

        return joined;
    }

    public static SpeakerSpan ToSpan(string speaker, SpeechSpan span) => new(
        speaker,
        TimeSpan.FromSeconds((double)span.Start / VoiceActivityDetector.SampleRate),
        TimeSpan.FromSeconds((double)span.End / VoiceActivityDetector.SampleRate));

    private static SpeakerSpan ToSpan(string[] fields)
    {
        var start = double.Parse(fields[3], CultureInfo.InvariantCulture);
        return new SpeakerSpan(fields[7], TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(start + double.Parse(fields[4], CultureInfo.InvariantCulture)));
    }

    private static int Sample(TimeSpan time, int samples) => Math.Clamp((int)(time.TotalSeconds * VoiceActivityDetector.SampleRate), 0, samples);
}
