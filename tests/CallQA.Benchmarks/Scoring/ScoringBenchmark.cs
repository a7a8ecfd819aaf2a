using System.Diagnostics;
using System.Globalization;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Reading;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
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
        Func<Transcript, CallReading> read = call => reader.Read(call, null);
        Measure(read, calls, 1, 1);
        Console.WriteLine(FormattableString.Invariant($"{calls.Count} calls, {calls.Average(call => call.Turns.Count):0.0} turns on average"));
        for (var threads = 1; threads <= most; threads *= 2)
            Print($"{threads} threads", Measure(read, calls, rounds, threads));
        var (scorer, scorecard) = (new CallScorer(TimeProvider.System), StandardScorecards.Get("service-call"));
        Print($"{most} threads, scorecard answered as well", Measure(call => Answered(read(call), call), calls, rounds, most));
        Print($"{most} threads, likewise, language found anew by the scorecard", Measure(call => Answered(read(call) with { Spoken = null }, call), calls, rounds, most));
        return 0;

        CallReading Answered(CallReading reading, Transcript call)
        {
            scorer.Score(call.Id, call, null, reading, scorecard);
            return reading;
        }
    }

    private static Speed Measure(Func<Transcript, CallReading> read, List<Transcript> calls, int rounds, int threads)
    {
        var watch = Stopwatch.StartNew();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        Parallel.For(0, rounds * calls.Count, new() { MaxDegreeOfParallelism = threads }, index => read(calls[index % calls.Count]));
        return new(rounds * calls.Count, watch.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - processor);
    }

    private static void Print(string what, Speed speed) => Console.WriteLine(FormattableString.Invariant(
        $"{what}: {speed.Calls / speed.Wall.TotalSeconds:0} calls/s, {1000 * speed.Processor.TotalSeconds / speed.Calls:0.00} ms of processor time a call"));

    private static string? Value(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is var index and >= 0 && index + 1 < arguments.Length ? arguments[index + 1] : null;

    private static int Number(string[] arguments, string name, int otherwise) =>
        Value(arguments, name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    private sealed record Speed(int Calls, TimeSpan Wall, TimeSpan Processor);
}
