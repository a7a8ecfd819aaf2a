using System.Globalization;
using System.Text.Json;
using CallQA.Benchmarks.Engine;
using CallQA.Engines.Speakers;
using CallQA.Engines.Tests.Whisper;
using CallQA.Engines.Tests.Whisper.Parity;
using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Inference;
using CallQA.Engines.Whisper.Text;
using CallQA.Engines.Whisper.Windows;
using CallQA.Transcription;

namespace CallQA.Benchmarks.Parity;

/// <summary>
/// Runs whisper.cpp and CallQA on the same audio and prints how far they are apart: numbers of the network, words, times. Writes the
/// peer's figures that the tests hold the engine against.
/// </summary>
internal static class ParityBenchmark
{
    public const string Usage = "parity PEER samples [--write] | parity PEER shapes [--write] | parity PEER shape tiny|base|small|medium|turbo [TYPE]";

    /// <summary>Any tokens do: they only have to be the same.</summary>
    private static readonly int[] Tokens = [1000, 2000, 3000];

    /// <summary>Windows whose numbers are compared.</summary>
    private const int NetworkWindows = 4;

    public static Task<int> RunAsync(string[] arguments) => arguments switch
    {
        [var peer, "samples", .. var rest] => SamplesAsync(peer, rest is ["--write"]),
        [var peer, "shapes", .. var rest] => ShapesAsync(peer, rest is ["--write"]),
        [var peer, "shape", var shape, .. var rest] => ShapeAsync(peer, shape, rest is [var type] ? Enum.Parse<GgmlType>(type, ignoreCase: true) : GgmlType.F16),
        _ => throw new ArgumentException($"usage: {Usage}"),
    };

    private static async Task<int> SamplesAsync(string program, bool write)
    {
        var root = RepositoryFolder.Root;
        var resolved = await (await ModelManifest.ReadAsync(Path.Combine(root, "models", "whisper"), CancellationToken.None)).ResolveAsync(null, CancellationToken.None);
        var options = resolved.Apply(new WhisperOptions { Threads = 2, WordTimes = false, NoSpeechThreshold = 1, TemperatureFallback = false });
        var calls = await SampleWindows.ReadAsync(Path.Combine(root, "samples", "calls"), CancellationToken.None);
        var windows = await PlanAsync(resolved, options, calls);
        var audio = windows.ConvertAll(window => (window.Context, calls.Cut(window)));

        var floats = Path.Combine(Path.GetTempPath(), "callqa-parity-floats.bin");
        using (var file = GgmlFile.Open(resolved.Path))
            await FloatCopy.WriteAsync(file, floats);
        var peer = new PeerProgram(program, floats);
        var figures = new SampleFigures(
            About("samples"),
            resolved.Entry!.Sha256,
            windows,
            Tokens,
            await peer.NetworkAsync(audio[..NetworkWindows], Tokens),
            await peer.TextAsync(audio, 1, timestamps: false),
            await peer.TextAsync(audio, 1, timestamps: true),
            await peer.TextAsync(audio, 5, timestamps: false));
        if (write)
            await WriteAsync(PeerFigures.Samples, figures);
        await ComparePeersAsync(program, resolved, audio, figures);
        await JudgePeerAsync(resolved.Path, figures);
        foreach (var precision in new[] { Precision.Fp32, Precision.Int8 })
            await CompareSamplesAsync(resolved.Path, options with { Precision = precision }, calls, figures);
        return 0;
    }

    private static async Task<List<SampleWindow>> PlanAsync(ResolvedModel resolved, WhisperOptions options, SampleWindows calls)
    {
        using var model = await WhisperModel.LoadAsync(resolved, options, CancellationToken.None);
        var encoder = new WindowEncoder(model);
        var lanes = new VoiceLanes(new VoiceActivityDetector(options.ToActivity()));
        var planner = new WindowPlanner(
            (int)(options.MaxWindow.TotalSeconds * TestAudio.Rate), (int)(options.PaddedPause.TotalSeconds * TestAudio.Rate));
        return [.. from call in calls.Calls
                   from lane in lanes.Of(call.Value, [Speaker.Agent, Speaker.Customer], CancellationToken.None)
                   from window in lane.Plan(planner, call.Value[lane.Channel])
                   select new SampleWindow(call.Key, window.Channel, [.. window.Pieces.SelectMany(piece => new[] { piece.Start, piece.End })], encoder.FramesFor(window) / 2)];
    }

    private static async Task CompareSamplesAsync(string path, WhisperOptions options, SampleWindows calls, SampleFigures figures)
    {
        using var file = GgmlFile.Open(path);
        using (var network = await WhisperNetwork.LoadAsync(file, options.Threads, options.Precision, CancellationToken.None))
        {
            for (var i = 0; i < figures.Network.Count; i++)
                Print($"shipped model, window {i}", options.Precision, NetworkParity.Measure(file, network, calls.Cut(figures.Windows[i]), figures.Tokens, figures.Network[i]));
        }

        await CompareTextAsync("greedy", path, options with { BeamSize = 1 }, calls, figures, figures.Greedy);
        await CompareTextAsync("greedy with timestamps", path, options with { BeamSize = 1, Timestamps = true }, calls, figures, figures.Timed);
        await CompareTextAsync("5 beams", path, options with { BeamSize = 5 }, calls, figures, figures.Beam);
    }

    private static async Task CompareTextAsync(
        string name, string path, WhisperOptions options, SampleWindows calls, SampleFigures figures, IReadOnlyList<PeerText> peer)
    {
        using var model = await WhisperModel.LoadAsync(path, options, CancellationToken.None);
        var parity = TextParity.Measure(model, calls, figures.Windows, peer, CancellationToken.None);
        Print($"{name}, {options.Precision}: {parity.SameWords:0.00%} of {parity.Words} words the same, {parity.SameWindows} of {parity.Windows} windows{(options.Timestamps ? $"; {parity.OtherTimes} of {parity.Segments} segments more than 0.1 s apart" : "")}");
    }

    /// <summary>What the peer's own rounding does to its words: on the file as it is beside the same weights as floats.</summary>
    private static async Task ComparePeersAsync(
        string program, ResolvedModel resolved, IReadOnlyList<(int Context, float[] Audio)> audio, SampleFigures figures)
    {
        using var file = GgmlFile.Open(resolved.Path);
        var vocabulary = new WhisperVocabulary(file.Vocabulary, file.Header.VocabularySize);
        string TextOf(PeerText text) => vocabulary.Decode(text.Segments.SelectMany(segment => segment.Tokens));
        var rounded = await new PeerProgram(program, resolved.Path).TextAsync(audio, 1, timestamps: false);
        var words = figures.Greedy.Zip(rounded).Select(pair => WordErrorRate.Compare(TextOf(pair.First), TextOf(pair.Second))).Aggregate((sum, part) => sum + part);
        Print($"whisper.cpp on the quantised file beside itself on floats, greedy: {1 - words.Rate:0.00%} of {words.ReferenceWords} words the same");
    }

    /// <summary>What the peer gets wrong of whole calls in the windows that CallQA cuts.</summary>
    private static async Task JudgePeerAsync(string model, SampleFigures figures)
    {
        using var file = GgmlFile.Open(model);
        var vocabulary = new WhisperVocabulary(file.Vocabulary, file.Header.VocabularySize);
        foreach (var (name, texts) in new[] { ("greedy", figures.Greedy), ("5 beams", figures.Beam) })
        {
            var errors = WordErrorRate.None;
            foreach (var lane in figures.Windows.Zip(texts).GroupBy(pair => (pair.First.Call, pair.First.Channel)))
            {
                var reference = (await TranscriptReader.ReadAsync(Path.Combine(RepositoryFolder.Root, "samples", "calls", lane.Key.Call + ".reference.json"), CancellationToken.None))[0];
                var speaker = lane.Key.Channel == 0 ? Speaker.Agent : Speaker.Customer;
                var spoken = string.Join(' ', reference.Turns.Where(turn => turn.Speaker == speaker).Select(turn => turn.Text));
                errors += WordErrorRate.Compare(spoken, string.Join(' ', lane.Select(pair => vocabulary.Decode(pair.Second.Segments.SelectMany(segment => segment.Tokens)))));
            }

            Print($"whisper.cpp on whole calls in CallQA's windows, {name}: {errors.Rate:0.0%} of {errors.ReferenceWords} words wrong");
        }
    }

    private static async Task<int> ShapesAsync(string program, bool write)
    {
        var numbers = new Dictionary<string, PeerNetwork>();
        foreach (var (name, shape) in PeerShape.All)
        {
            var path = Path.Combine(Path.GetTempPath(), $"callqa-parity-{name}.bin");
            await File.WriteAllBytesAsync(path, shape.ToBytes());
            numbers[name] = await CompareShapeAsync(program, name, path, PeerShape.Audio());
            File.Delete(path);
        }

        if (write)
            await WriteAsync(PeerFigures.Shapes, new ShapeFigures(About("shapes"), Tokens, numbers));
        return 0;
    }

    private static async Task<int> ShapeAsync(string program, string shape, GgmlType type)
    {
        await CompareShapeAsync(program, $"{shape} {type}", await RandomShapes.WriteAsync(shape, type), TestAudio.Sweep(20));
        return 0;
    }

    private static async Task<PeerNetwork> CompareShapeAsync(string program, string name, string path, float[] audio)
    {
        using var file = GgmlFile.Open(path);
        var peer = (await new PeerProgram(program, path).NetworkAsync([(file.Header.AudioContext, audio)], Tokens))[0];
        foreach (var precision in new[] { Precision.Fp32, Precision.Int8 })
        {
            using var network = await WhisperNetwork.LoadAsync(file, 2, precision, CancellationToken.None);
            Print(name, precision, NetworkParity.Measure(file, network, audio, Tokens, peer));
        }

        return peer;
    }

    private static async Task WriteAsync<T>(string name, T figures)
    {
        var path = Path.Combine(RepositoryFolder.Root, "tests", "CallQA.Engines.Tests", "Whisper", "Parity", name);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(figures, JsonSerializerOptions.Web) + "\n");
    }

    private static string About(string what) =>
        $"whisper.cpp 1.9.3 on the processor without flash attention, by tests/CallQA.Benchmarks/Parity/peer.cpp; made with: dotnet run -c Release --project tests/CallQA.Benchmarks -- parity PEER {what} --write";

    private static void Print(string name, Precision precision, NetworkParity parity) => Print(
        $"{name}, {precision}: encoder {parity.Encoder:0.00000}, logits {parity.Logits:0.00000}, likeliest tokens {(parity.SameBest ? "the same" : "differ")}");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
