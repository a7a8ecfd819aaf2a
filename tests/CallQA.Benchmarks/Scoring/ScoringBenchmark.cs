using System.Diagnostics;
using System.Globalization;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Reading;
using CallQA.Transcription;

namespace CallQA.Benchmarks.Scoring;

/// <summary>
/// How fast calls are scored, evidence and reasons included, and how long and how big the models are: the test calls of the
/// corpus, over and over.
/// </summary>
internal static class ScoringBenchmark
{
    public const string Usage = "scoring [--rounds N] [--threads N] [--model FOLDER]";

    private static readonly string Models = Path.Combine(RepositoryFolder.Root, "models", "scoring");

    public static async Task<int> RunAsync(string[] arguments)
    {
        var folder = Value(arguments, "--model") ?? Path.Combine(Models, "en-de");
        var rounds = Number(arguments, "--rounds", 10);
        var most = Number(arguments, "--threads", Environment.ProcessorCount);
        var files = new DirectoryInfo(folder).GetFiles();
        Console.WriteLine(FormattableString.Invariant($"size: {files.Length} files, {files.Sum(file => file.Length) / 1e6:0.0} MB"));
        var watch = Stopwatch.StartNew();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        using var model = await ScoringModel.LoadAsync(folder, CancellationToken.None);
        Console.WriteLine(FormattableString.Invariant(
            $"first load: {watch.Elapsed.TotalSeconds:0.00} s, {(Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds:0.00} s of processor time"));
        var calls = (await CorpusReader.ReadAsync(Path.Combine(Models, "corpus"), CancellationToken.None)).Of(CorpusPart.Test)
            .Where(call => call.Kind == ConversationKind.Call).Select(call => call.ToTranscript()).ToList();
        var reader = new CallReader(model);
        Measure(reader, calls, 1, 1);
        Console.WriteLine(FormattableString.Invariant($"{calls.Count} calls, {calls.Average(call => call.Turns.Count):0.0} turns on average"));
        for (var threads = 1; threads <= most; threads *= 2)
            Print(threads, Measure(reader, calls, rounds, threads));
        return 0;
    }

    private static Speed Measure(CallReader reader, List<Transcript> calls, int rounds, int threads)
    {
        var watch = Stopwatch.StartNew();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        Parallel.For(0, rounds * calls.Count, new() { MaxDegreeOfParallelism = threads }, index => reader.Read(calls[index % calls.Count], null));
        return new(rounds * calls.Count, watch.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - processor);
    }

    private static void Print(int threads, Speed speed) => Console.WriteLine(FormattableString.Invariant(
        $"{threads} threads: {speed.Calls / speed.Wall.TotalSeconds:0} calls/s, {1000 * speed.Processor.TotalSeconds / speed.Calls:0.00} ms of processor time a call"));

    private static string? Value(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is var index and >= 0 && index + 1 < arguments.Length ? arguments[index + 1] : null;

    private static int Number(string[] arguments, string name, int otherwise) =>
        Value(arguments, name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    private sealed record Speed(int Calls, TimeSpan Wall, TimeSpan Processor);
}
