using System.Diagnostics;
using System.Globalization;
using CallQA.Engines.Whisper;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Benchmarks;

/// <summary>Transcribes the sample calls and prints time, memory and word error rate, ready for the model's card and manifest.</summary>
internal static class SpeechBenchmark
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = RepositoryFolder.Root;
        var manifest = await ModelManifest.ReadAsync(Path.Combine(root, "models", "whisper"), CancellationToken.None);
        var resolved = await manifest.ResolveAsync(arguments is [var name, ..] && !name.StartsWith('-') ? name : null, CancellationToken.None);
        var options = Override(resolved.Apply(new WhisperOptions()), arguments);

        var watch = Stopwatch.StartNew();
        using var model = await WhisperModel.LoadAsync(resolved.Path, options, CancellationToken.None);
        var loaded = watch.Elapsed;
        if (Array.IndexOf(arguments, "--sentences") is >= 0 and var sentences)
        {
            var errors = await SentenceErrors.MeasureAsync(model, arguments[sentences + 1]);
            Write($"{arguments[sentences + 1]}, {new WhisperTranscriber(model).Origin.Options}: {errors.Rate:0.0%} of {errors.ReferenceWords} words wrong");
            return 0;
        }

        var results = new List<Result>();
        var calls = Array.IndexOf(arguments, "--calls") is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : Path.Combine(root, "samples", "calls");
        var joined = Array.IndexOf(arguments, "--join") is >= 0 and var option ? int.Parse(arguments[option + 1], CultureInfo.InvariantCulture) : 1;
        foreach (var paths in Directory.GetFiles(calls, "*.wav").Order(StringComparer.Ordinal).Chunk(joined))
            results.Add(await MeasureAsync(model, paths));
        Print(model, loaded, results);
        return 0;
    }

    /// <summary>Transcribes recordings of equal rate that follow one another as one call.</summary>
    private static async Task<Result> MeasureAsync(WhisperModel model, string[] paths)
    {
        var clips = new List<AudioClip>();
        var turns = new List<Turn>();
        foreach (var path in paths)
        {
            var before = TimeSpan.FromSeconds(clips.Sum(clip => clip.Duration.TotalSeconds));
            var part = (await TranscriptReader.ReadAsync(Path.ChangeExtension(path, ".reference.json"), CancellationToken.None))[0];
            turns.AddRange(part.Turns.Select(turn => turn with { Start = turn.Start + before, End = turn.End + before }));
            clips.Add(await new AudioReader().ReadAsync(path, CancellationToken.None));
        }

        using var audio = new AudioClip(clips[0].SampleRate, [.. clips[0].Channels.Select((_, i) => (float[])[.. clips.SelectMany(clip => clip.Channels[i].ToArray())])]);
        clips.ForEach(clip => clip.Dispose());
        var name = string.Join(" + ", paths.Select(Path.GetFileNameWithoutExtension));
        var watch = Stopwatch.StartNew();
        var transcript = await new WhisperTranscriber(model).TranscribeAsync(new TranscriptionRequest("call", audio, [Speaker.Agent, Speaker.Customer], null), null, CancellationToken.None);
        var elapsed = watch.Elapsed;
        var reference = transcript with { Turns = turns };
        return new Result(name, audio.Duration, elapsed, WordErrorRate.Compare(reference, transcript), WordTimeAccuracy.Measure(reference, transcript));
    }

    private static WhisperOptions Override(WhisperOptions options, string[] arguments)
    {
        for (var i = 0; i + 1 < arguments.Length; i++)
        {
            var value = arguments[i + 1];
            options = arguments[i] switch
            {
                "--threads" => options with { Threads = int.Parse(value, CultureInfo.InvariantCulture) },
                "--precision" => options with { Precision = Enum.Parse<Precision>(value, ignoreCase: true) },
                "--batch" => options with { BatchSize = int.Parse(value, CultureInfo.InvariantCulture) },
                "--context" => options with { AudioContext = Enum.Parse<AudioContext>(value, ignoreCase: true) },
                "--timestamps" => options with { Timestamps = bool.Parse(value) },
                "--beam" => options with { BeamSize = int.Parse(value, CultureInfo.InvariantCulture) },
                "--patience" => options with { Patience = double.Parse(value, CultureInfo.InvariantCulture) },
                "--fallback" => options with { TemperatureFallback = bool.Parse(value) },
                "--best-of" => options with { BestOf = int.Parse(value, CultureInfo.InvariantCulture) },
                "--prompt" => options with { Prompt = value },
                "--words" => options with { WordTimes = bool.Parse(value) },
                "--language" => options with { Language = value },
                "--pause" => options with { WindowPause = Seconds(value) },
                "--padding" => options with { SpeechPadding = Seconds(value) },
                "--window" => options with { MaxWindow = Seconds(value) },
                _ => options,
            };
        }

        return options;
    }

    private static TimeSpan Seconds(string value) => TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture));

    private static void Print(WhisperModel model, TimeSpan loaded, List<Result> results)
    {
        var total = new Result(
            "total",
            results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Duration),
            results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Elapsed),
            results.Aggregate(WordErrorRate.None, (sum, result) => sum + result.Errors),
            WordTimeAccuracy.Join(results.Select(result => result.Times)));
        Write($"{model.Name}, {model.Options.Threads} threads, batch {model.Options.BatchSize}, {new WhisperTranscriber(model).Origin.Options}");
        Write($"load {loaded.TotalSeconds:0.00} s, processor time of the whole run {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.0} s, peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
        Write($"\n| call | words wrong | substituted / inserted / missed of words | seconds | real-time factor |\n| --- | --- | --- | --- | --- |");
        foreach (var (call, duration, elapsed, errors, _) in results.Append(total))
            Write($"| {call} | {errors.Rate * 100:0.0} % | {errors.Substitutions} / {errors.Insertions} / {errors.Deletions} of {errors.ReferenceWords} | {elapsed.TotalSeconds:0.00} | {elapsed / duration:0.000} |");
        Write($"\n{total.Times}");
        Write($"\n\"wordErrorRate\": {{ {string.Join(", ", results.Append(total).Select(result => string.Create(CultureInfo.InvariantCulture, $"\"{result.Call}\": {result.Errors.Rate:0.000}")))} }}");
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Result(string Call, TimeSpan Duration, TimeSpan Elapsed, WordErrorRate Errors, WordTimeAccuracy Times);
}
