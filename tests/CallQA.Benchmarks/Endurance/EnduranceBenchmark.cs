using System.Globalization;
using System.Text.Json;
using CallQA.Benchmarks.Engine;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Benchmarks.Endurance;

/// <summary>
/// Long recordings and large models through <c>callqa transcribe</c>: time and memory of the whole program, and that what comes out is
/// in order.
/// </summary>
internal static class EnduranceBenchmark
{
    public const string Usage = "endurance CALLQA call HOURS [SHAPE] | endurance CALLQA model tiny|base|small|medium|turbo|large TYPE [PRECISION]      CALLQA: the built program callqa";

    public static Task<int> RunAsync(string[] arguments) => arguments switch
    {
        [var program, "call", var hours, .. var shape] => CallAsync(program, double.Parse(hours, CultureInfo.InvariantCulture), shape is [var only] ? only : null),
        [var program, "model", var shape, var type, .. var precision] =>
            ModelAsync(program, shape, Enum.Parse<GgmlType>(type, ignoreCase: true), precision is [var only] ? only : "fp32"),
        _ => throw new ArgumentException($"usage: {Usage}"),
    };

    /// <summary>Random weights look misheard to the last draw, which would be all that is measured.</summary>
    private static IReadOnlyDictionary<string, string> Undrawn { get; } = new Dictionary<string, string> { ["CALLQA__SPEECH__TEMPERATUREFALLBACK"] = "false" };

    private static async Task<int> CallAsync(string program, double hours, string? shape)
    {
        var path = Path.Combine(Path.GetTempPath(), "callqa-long-call.wav");
        var calls = await LongCall.WriteAsync(path, hours);
        string[] model = shape is null ? [] : ["--model", await RandomShapes.WriteAsync(shape, GgmlType.F16)];
        var environment = shape is null ? new Dictionary<string, string>() : Undrawn;
        var run = await ChildRun.StartAsync(program, environment, ["transcribe", path, "--format", "json", "--threads", "2", .. model]);
        File.Delete(path);
        Print($"{shape ?? "shipped model"}, call of {hours} h, {calls / 60:0} min of it sample calls: {run}; {hours * 3600 / run.Elapsed.TotalSeconds:0} x real time");
        Print($"{Check(run.Output, hours * 3600)}");
        return run.ExitCode;
    }

    private static async Task<int> ModelAsync(string program, string shape, GgmlType type, string precision)
    {
        var model = await RandomShapes.WriteAsync(shape, type);
        var call = Directory.GetFiles(Path.Combine(RepositoryFolder.Root, "samples", "calls"), "*.wav").Order(StringComparer.Ordinal).First();
        var run = await ChildRun.StartAsync(program, Undrawn, "transcribe", call, "--model", model, "--format", "json", "--threads", "2", "--precision", precision);
        Print($"{shape} {type}, {new FileInfo(model).Length / 1e9:0.00} GB, {precision}: {run}");
        Print($"{Check(run.Output, double.MaxValue)}");
        File.Delete(model);
        return run.ExitCode;
    }

    /// <summary>Counts turns, and those that lie outside the recording or before the one before.</summary>
    private static string Check(string output, double seconds)
    {
        using var json = JsonDocument.Parse(output);
        var turns = json.RootElement.GetProperty("turns").EnumerateArray().Select(turn => (Start: Time(turn, "start"), End: Time(turn, "end"))).ToList();
        var outside = turns.Count(turn => turn.Start < 0 || turn.End < turn.Start || turn.End > seconds);
        var disordered = turns.Zip(turns.Skip(1)).Count(pair => pair.Second.Start < pair.First.Start);
        return string.Create(CultureInfo.InvariantCulture, $"{turns.Count} turns, {outside} outside the recording, {disordered} out of order, last end {turns.LastOrDefault().End:0.0} s");
    }

    private static double Time(JsonElement turn, string name) => turn.GetProperty(name).GetDouble();

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
