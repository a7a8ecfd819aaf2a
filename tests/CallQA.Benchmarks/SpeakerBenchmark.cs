using System.Diagnostics;
using System.Globalization;
using CallQA.Engines.Speakers;
using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Benchmarks;

/// <summary>
/// Diarization error rates: of the sample calls mixed to mono, or of a folder of recordings with annotations (<c>NAME.wav</c>
/// and <c>NAME.rttm</c>), beside the rates of giving all speech to one speaker and of changing the speaker with every span.
/// </summary>
internal static class SpeakerBenchmark
{
    private static readonly TimeSpan[] Collars = [TimeSpan.FromSeconds(0.25), TimeSpan.Zero];

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is ["train", var clips, var names])
            return await VoiceSpaceTrainer.RunAsync(clips, names);
        var isVerbose = arguments.Contains("--each");
        var isGiven = arguments.Contains("--given-speech");
        var weights = Weights(arguments);
        foreach (var folder in arguments.Where(argument => Directory.Exists(argument)).DefaultIfEmpty(Path.Combine(RepositoryFolder.Root, "samples", "calls")))
        {
            var results = new List<Result>();
            foreach (var path in Directory.GetFiles(folder, "*.wav").Order(StringComparer.Ordinal))
                results.Add(await MeasureAsync(path, weights, isGiven));
            Print(Path.GetFileName(folder), results, isVerbose);
        }

        return 0;
    }

    private static VoiceWeights Weights(string[] arguments)
    {
        var weights = new VoiceWeights();
        for (var i = 0; i + 1 < arguments.Length; i++)
        {
            if (!double.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out var value))
                continue;
            weights = arguments[i] switch
            {
                "--frame" => weights with { Frame = value },
                "--switch" => weights with { Switch = value },
                "--pause" => weights with { SwitchAfterPause = value },
                "--cautious" => weights with { CautiousFrame = value },
                "--two" => weights with { TwoVoices = value },
                _ => weights,
            };
        }

        return weights;
    }

    private static async Task<Result> MeasureAsync(string path, VoiceWeights weights, bool isGiven)
    {
        var clip = await new AudioReader().ReadAsync(path, CancellationToken.None);
        var audio = ChannelAudio.Of(clip.SampleRate, Mono(clip)).At(VoiceActivityDetector.SampleRate);
        var reference = await Annotation.ReadAsync(path, CancellationToken.None);
        var speech = isGiven ? Annotation.Speech(reference, audio.Length) : new VoiceActivityDetector(new VoiceActivityOptions()).Detect(audio);
        var watch = Stopwatch.StartNew();
        var voices = new VoiceSplitter(weights).Split(audio, speech, CancellationToken.None);
        var elapsed = watch.Elapsed;
        var found = voices.SelectMany((spans, voice) => spans.Select(span => Annotation.ToSpan($"voice {voice}", span))).ToList();
        var one = speech.Select(span => Annotation.ToSpan("one", span)).ToList();
        var alternating = speech.Select((span, i) => Annotation.ToSpan($"voice {i % 2}", span)).ToList();
        return new Result(
            Path.GetFileNameWithoutExtension(path),
            reference.Select(span => span.Speaker).Distinct().Count(),
            voices.Count,
            clip.Duration,
            elapsed,
            [.. Collars.Select(collar => DiarizationErrorRate.Compare(reference, found, collar))],
            [.. Collars.Select(collar => DiarizationErrorRate.Compare(reference, one, collar))],
            [.. Collars.Select(collar => DiarizationErrorRate.Compare(reference, alternating, collar))]);
    }

    private static float[] Mono(AudioClip clip)
    {
        var mono = new float[clip.Length];
        foreach (var samples in clip.Channels.Select(channel => channel.ToArray()))
        {
            for (var i = 0; i < mono.Length; i++)
                mono[i] += samples[i] / clip.Channels.Count;
        }

        return mono;
    }

    private static void Print(string title, List<Result> results, bool isVerbose)
    {
        Write($"\n### {title}: {results.Count} recordings, {results.Sum(result => result.Duration.TotalMinutes):0.0} minutes\n");
        Write($"| recording | speakers, found | error (collar 0.25 s) | missed + false alarm + confused | error (no collar) | all one speaker | in turn | of real time |\n| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var result in results.Where(_ => isVerbose))
            Row(result);
        foreach (var group in results.GroupBy(result => result.Speakers).OrderBy(group => group.Key))
            Row(Sum($"{group.Count()} with {group.Key} speakers", [.. group]));
        Row(Sum("total", results));
    }

    private static Result Sum(string name, List<Result> results) => new(
        name,
        results.Count(result => Math.Min(2, result.Speakers) == result.Found),
        results.Count,
        results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Duration),
        results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Elapsed),
        Sum(results, result => result.Ours),
        Sum(results, result => result.One),
        Sum(results, result => result.Alternating));

    private static DiarizationErrorRate[] Sum(List<Result> results, Func<Result, DiarizationErrorRate[]> part) =>
        [.. Collars.Select((_, i) => results.Select(result => part(result)[i]).Aggregate(DiarizationErrorRate.None, (sum, rate) => sum.Add(rate)))];

    private static void Row(Result result)
    {
        var ours = result.Ours[0];
        Write($"| {result.Name} | {result.Speakers}, {result.Found} | {ours.Rate:0.0 %} | {ours.Share(ours.Missed):0.0 %} + {ours.Share(ours.FalseAlarm):0.0 %} + {ours.Share(ours.Confused):0.0 %} | {result.Ours[1].Rate:0.0 %} | {result.One[0].Rate:0.0 %} | {result.Alternating[0].Rate:0.0 %} | {result.Elapsed / result.Duration:0.00 %} |");
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Result(
        string Name,
        int Speakers,
        int Found,
        TimeSpan Duration,
        TimeSpan Elapsed,
        DiarizationErrorRate[] Ours,
        DiarizationErrorRate[] One,
        DiarizationErrorRate[] Alternating);
}
