using System.Diagnostics;
using System.Globalization;
using CallQA.App.Tests.Reliability;
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
        var path = settings.Model ?? await RandomShapes.WriteAsync(settings.Shape, settings.Type);
        var audio = await ReadCallAsync();
        foreach (var precision in settings.Precisions)
            await MeasureAsync(settings, path, precision, audio);
        return 0;
    }

    private static async Task MeasureAsync(EngineSettings settings, string path, Precision precision, AudioClip audio)
    {
        var options = new WhisperOptions
        {
            Threads = settings.Threads,
            BatchSize = settings.Batch,
            Precision = precision,
            Timestamps = false,
            MaxTokens = settings.Model is null ? settings.Tokens : new WhisperOptions().MaxTokens,
            WordTimes = settings.WordTimes,
            TemperatureFallback = false,
        };
        var watch = Stopwatch.StartNew();
        using var model = await WhisperModel.LoadAsync(path, options, CancellationToken.None);
        var load = watch.Elapsed.TotalSeconds;
        var encoder = TimeEncoder(model, settings.EncoderRuns);
        var (first, _) = await TimeCallAsync(model, audio);
        using var counts = new EngineCounts();
        var (call, processor) = await TimeCallAsync(model, audio);
        Write($"{Name(settings)} {precision}: load {load:0.00} s; call of {CallSeconds} s in {call:0.00} s ({processor:0.0} processor s), the process's first in {first:0.00} s, {counts.Windows} windows, {counts.Tokens} tokens; encoder {encoder * 1000:0} ms a window; peak {PeakMemory()} MiB");
        Write($"  of the call: {string.Join(", ", counts.Seconds.OrderByDescending(phase => phase.Value).Select(phase => FormattableString.Invariant($"{phase.Key} {phase.Value:0.00} s")))}");
        if (settings.Peer is { } peer)
            await ComparePeerAsync(settings, peer, path, counts.Tokens, encoder, call);
    }

    private static string Name(EngineSettings settings) =>
        settings.Model is { } model ? Path.GetFileName(model) : $"{settings.Shape} {settings.Type}";

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

    private static async Task ComparePeerAsync(EngineSettings settings, string peer, string path, int tokens, double encoder, double call)
    {
        var channels = await PeerRun.StartAsync(peer, path, settings.Threads, 2 * PeerWindowsPerChannel, tokens);
        var mono = await PeerRun.StartAsync(peer, path, settings.Threads, PeerWindowsPerChannel, tokens);
        Write($"  whisper.cpp per channel: {channels.Total:0.00} s (mel {channels.Mel:0.00}, encoder {channels.Encode:0.00}, decoder {channels.Decode:0.00}), mono mix {mono.Total:0.00} s, load {channels.Load:0.00} s, peak {channels.PeakMebibytes} MiB");
        Write($"  ratios: call {channels.Total / call:0.0} x per channel, {mono.Total / call:0.0} x mono mix; encoder {channels.MedianEncode / encoder:0.0} x ({channels.MedianEncode * 1000:0} ms)");
    }

    private static TranscriptionRequest Request(AudioClip audio) => new("call", audio, [Speaker.Agent, Speaker.Customer], "en");

    private static async Task<AudioClip> ReadCallAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"callqa-joined-{CallSeconds}.wav");
        await JoinedCall.WriteAsync(Path.Combine(RepositoryFolder.Root, "samples", "calls"), path, CallSeconds);
        return await new AudioReader().ReadAsync(path, CancellationToken.None);
    }

    private static long PeakMemory()
    {
        var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
