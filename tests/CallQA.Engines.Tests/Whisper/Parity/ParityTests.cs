using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Inference;

namespace CallQA.Engines.Tests.Whisper.Parity;

/// <summary>The engine beside figures of whisper.cpp, which the files of this folder hold with the command that made them.</summary>
public sealed class ParityTests : IDisposable
{
    private const double FloatTolerance = 0.01;
    private const double ByteTolerance = 0.03;
    private const double SameWords = 0.99;
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Shapes => [.. PeerShape.All.Keys];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Network_AgreesWithWhisperCpp_OnRandomWeights(string shape)
    {
        var figures = await PeerFigures.ReadAsync<ShapeFigures>(PathOf(PeerFigures.Shapes));
        using var file = GgmlFile.Open(await PeerShape.All[shape].WriteAsync(_folder));

        await ShouldAgreeAsync(file, PeerShape.Audio(), figures.Tokens, figures.Shapes[shape]);
    }

    [Fact]
    public async Task Network_AgreesWithWhisperCpp_OnTheShippedModel()
    {
        var (figures, model, calls) = await ReadSamplesAsync();
        using var file = GgmlFile.Open(model.Path);

        for (var i = 0; i < figures.Network.Count; i++)
            await ShouldAgreeAsync(file, calls.Cut(figures.Windows[i]), figures.Tokens, figures.Network[i]);
    }

    [Fact]
    public async Task Text_IsThatOfWhisperCpp_OnTheSampleCalls()
    {
        var parity = await CompareAsync(figures => figures.Greedy, timestamps: false);

        parity.Words.ShouldBeGreaterThan(900);
        parity.SameWords.ShouldBeGreaterThanOrEqualTo(SameWords);
    }

    [Fact]
    public async Task Times_AreThoseOfWhisperCpp_OnTheSampleCalls()
    {
        var parity = await CompareAsync(figures => figures.Timed, timestamps: true);

        parity.SameWords.ShouldBeGreaterThanOrEqualTo(SameWords);
        parity.Segments.ShouldBeGreaterThan(90);
        parity.OtherTimes.ShouldBe(0);
    }

    private static async Task ShouldAgreeAsync(GgmlFile file, float[] audio, IReadOnlyList<int> tokens, PeerNetwork peer)
    {
        foreach (var (precision, tolerance) in new[] { (Precision.Fp32, FloatTolerance), (Precision.Int8, ByteTolerance) })
        {
            using var network = await WhisperNetwork.LoadAsync(file, 1, precision, Stop);
            var parity = NetworkParity.Measure(file, network, audio, tokens, peer);
            parity.Encoder.ShouldBeLessThan(tolerance);
            parity.Logits.ShouldBeLessThan(tolerance);
        }
    }

    private static async Task<TextParity> CompareAsync(Func<SampleFigures, IReadOnlyList<PeerText>> texts, bool timestamps)
    {
        var (figures, resolved, calls) = await ReadSamplesAsync();
        var options = resolved.Apply(new WhisperOptions { Threads = 2, WordTimes = false, NoSpeechThreshold = 1, TemperatureFallback = false });
        using var model = await WhisperModel.LoadAsync(resolved, options with { BeamSize = 1, Timestamps = timestamps, Precision = Precision.Fp32 }, Stop);
        return TextParity.Measure(model, calls, figures.Windows, texts(figures), Stop);
    }

    private static async Task<(SampleFigures Figures, ResolvedModel Model, SampleWindows Calls)> ReadSamplesAsync()
    {
        var figures = await PeerFigures.ReadAsync<SampleFigures>(PathOf(PeerFigures.Samples));
        var model = await (await ModelManifest.ReadAsync(Repository.File("models", "whisper"), Stop)).ResolveAsync(null, Stop);
        model.Entry!.Sha256.ShouldBe(figures.Sha256, "The figures belong to another model; make them anew with the command they begin with.");
        return (figures, model, await SampleWindows.ReadAsync(Repository.File("samples", "calls"), Stop));
    }

    private static string PathOf(string name) => Repository.File("tests", "CallQA.Engines.Tests", "Whisper", "Parity", name);
}
