using System.Diagnostics;
using System.Globalization;
using CallQA.Engines.Whisper;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Benchmarks.Engine;

/// <summary>
/// A five-minute call of two channels through models of the true shapes with random weights, or a model that is named, beside
/// whisper.cpp on the same model file with as many threads and decoded tokens: ratios, seconds and memory.
/// </summary>
internal static class EngineBenchmark
{
    private const int CallSeconds = 300;
    private const int PeerWindowsPerChannel = CallSeconds / 30;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var settings = EngineSettings.Parse(arguments);
        var model = settings.Model is { } name ? await ResolveAsync(name) : new ResolvedModel(await RandomShapes.WriteAsync(settings.Shape, settings.Type), null);
        using var call = await PeerAudio.ReadAsync(CallSeconds);
        foreach (var precision in settings.Precisions)
            await MeasureAsync(settings, model, precision, call);
        return 0;
    }

    private static async Task<ResolvedModel> ResolveAsync(string nameOrPath)
    {
        var manifest = await ModelManifest.ReadAsync(Path.Combine(RepositoryFolder.Root, "models", "whisper"), CancellationToken.None);
        return File.Exists(nameOrPath) ? new ResolvedModel(nameOrPath, null) : await manifest.ResolveAsync(nameOrPath, CancellationToken.None);
    }

    private static async Task MeasureAsync(EngineSettings settings, ResolvedModel resolved, Precision precision, PeerAudio sound)
    {
        var audio = sound.Call;
        var options = resolved.Apply(new WhisperOptions
        {
            Threads = settings.Threads,
            BatchSize = settings.Batch,
            Precision = precision,
            Timestamps = false,
            MaxTokens = settings.Model is null ? settings.Tokens : new WhisperOptions().MaxTokens,
            WordTimes = settings.WordTimes,
            TemperatureFallback = false,
        });
        var watch = Stopwatch.StartNew();
        using var model = await WhisperModel.LoadAsync(resolved.Path, options, CancellationToken.None);
        var load = watch.Elapsed.TotalSeconds;
        var encoder = TimeEncoder(model, settings.EncoderRuns);
        var (first, _) = await TimeCallAsync(model, audio);
        using var counts = new EngineCounts();
        var (call, processor) = await TimeCallAsync(model, audio);
        Write($"{Name(settings)} {precision}: load {load:0.00} s; call of {CallSeconds} s in {call:0.00} s ({processor:0.0} processor s), the process's first in {first:0.00} s, {counts.Windows} windows, {counts.Tokens} tokens; encoder {encoder * 1000:0} ms a window; peak {PeakMemory()} MiB");
        Write($"  of the call: {string.Join(", ", counts.Seconds.OrderByDescending(phase => phase.Value).Select(phase => FormattableString.Invariant($"{phase.Key} {phase.Value:0.00} s")))}");
        if (settings.Peer is { } peer)
            await ComparePeerAsync(settings, peer, resolved.Path, sound, counts.Tokens / options.BeamSize, new Ours(load, encoder, call));
    }

    private static string Name(EngineSettings settings) =>
        settings.Model is { } model ? Path.GetFileName(model) + (File.Exists(model) ? ", full windows" : ", as its manifest asks for it") : $"{settings.Shape} {settings.Type}";

    /// <summary>The median, after one run that compiles; whisper.cpp's is the median of its windows.</summary>
    private static double TimeEncoder(WhisperModel model, int runs)
    {
        var frames = model.Network.Header.AudioContext * 2;
        var mel = new float[model.Mel.Bins * frames];
        var random = new Random(1);
        for (var i = 0; i < mel.Length; i++)
            mel[i] = (float)random.NextDouble() - 0.5f;
        var seconds = new List<double>();
        for (var run = 0; run <= runs; run++)
        {
            var watch = Stopwatch.StartNew();
            using (model.Network.Encode(mel, 1, frames, CancellationToken.None))
                seconds.Add(watch.Elapsed.TotalSeconds);
        }

        return seconds.Skip(1).Order().ElementAt(runs / 2);
    }

    private static async Task<(double Wall, double Processor)> TimeCallAsync(WhisperModel model, AudioClip audio)
    {
        var transcriber = new WhisperTranscriber(model);
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await transcriber.TranscribeAsync(Request(audio), null, CancellationToken.None);
        var wall = watch.Elapsed.TotalSeconds;
        process.Refresh();
        return (wall, (process.TotalProcessorTime - before).TotalSeconds);
    }

    private static async Task ComparePeerAsync(EngineSettings settings, string peer, string path, PeerAudio sound, int tokens, Ours ours)
    {
        var channels = await PeerRun.StartAsync(peer, path, settings.Threads, 2 * PeerWindowsPerChannel, tokens, sound.Channels);
        var mono = await PeerRun.StartAsync(peer, path, settings.Threads, PeerWindowsPerChannel, tokens, [sound.Mono]);
        var peak = (double)PeakMemory() / channels.PeakMebibytes;
        Write($"  whisper.cpp per channel: {channels.Total:0.00} s (mel {channels.Mel:0.00}, encoder {channels.Encode:0.00}, decoder {channels.Decode:0.00}), mono mix {mono.Total:0.00} s, load {channels.Load:0.00} s, peak {channels.PeakMebibytes} MiB");
        Write($"  ratios: call {channels.Total / ours.Call:0.0} x per channel, {mono.Total / ours.Call:0.0} x mono mix; encoder {channels.MedianEncode / ours.Encoder:0.0} x ({channels.MedianEncode * 1000:0} ms); load takes {ours.Load / channels.Load:0.0} x as long, peak memory {peak:0.0} x as much");
    }

    private static TranscriptionRequest Request(AudioClip audio) => new("call", audio, [Speaker.Agent, Speaker.Customer], "en");

    private static long PeakMemory()
    {
        var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Seconds that CallQA takes.</summary>
    private sealed record Ours(double Load, double Encoder, double Call);
}
