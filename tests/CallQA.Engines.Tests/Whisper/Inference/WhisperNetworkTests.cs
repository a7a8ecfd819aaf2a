using System.Text.Json;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Inference;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Tests.Whisper.Inference;

public sealed class WhisperNetworkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, Precision, double> PeerModels => new()
    {
        { "en", nameof(GgmlType.F16), Precision.Fp32, 0.005 },
        { "multi", nameof(GgmlType.F16), Precision.Fp32, 0.005 },
        { "en", nameof(GgmlType.F16), Precision.Int8, 0.06 },
        { "multi", nameof(GgmlType.F16), Precision.Int8, 0.06 },

        // The peer rounds activations to eight bits as well where weights are quantised.
        { "128", nameof(GgmlType.Q8_0), Precision.Fp32, 0.05 },
        { "128", nameof(GgmlType.Q8_0), Precision.Int8, 0.06 },
    };

    [Theory]
    [MemberData(nameof(PeerModels))]
    public async Task Logits_AgreeWithWhisperCpp_WhenModelAndAudioAreTheSame(string model, string type, Precision precision, double tolerance)
    {
        var peer = await ReadPeerAsync();
        var shape = model switch
        {
            "en" => new TinyModel { Vocabulary = 51_864, Width = 64, Heads = 2, TextLayers = 3, Seed = 3 },
            "multi" => new TinyModel { Seed = 2 },
            _ => new TinyModel { Vocabulary = 51_866, Mels = 128, Width = 64, Heads = 4, Seed = 4 },
        };
        using var file = GgmlFile.Open(await (shape with { Type = Enum.Parse<GgmlType>(type) }).WriteAsync(_folder));
        using var network = await WhisperNetwork.LoadAsync(file, 1, precision, TestContext.Current.CancellationToken);
        using var windows = Encode(network, file, TestAudio.Sweep(4), 3000);
        using var run = new DecoderRun(network, windows, 16);
        using var first = run.Prefill(SpecialTokens.For(file.Header.VocabularySize).Prompt(0, translate: false, timestamps: false));

        var steps = peer.Models[model];
        for (var step = 0; step < steps.Length; step++)
        {
            ShouldAgree(run.Logits(0), steps[step], tolerance);
            if (step < peer.Tokens.Length)
                run.Step([peer.Tokens[step]]);
        }
    }

    [Fact]
    public async Task Prefill_GivesTheLogitsOfStepping_WhenTokensAreTheSame()
    {
        using var file = GgmlFile.Open(await new TinyModel().WriteAsync(_folder));
        using var network = await WhisperNetwork.LoadAsync(file, 1, Precision.Fp32, TestContext.Current.CancellationToken);
        int[] tokens = [50258, 50259, 50359, 12, 345, 6789];
        using var together = Encode(network, file, TestAudio.Sweep(2), 400);
        using var atOnce = new DecoderRun(network, together, 16);
        using var firstA = atOnce.Prefill(tokens);
        using var apart = Encode(network, file, TestAudio.Sweep(2), 400);
        using var stepwise = new DecoderRun(network, apart, 16);
        using var firstB = stepwise.Prefill([tokens[0]]);
        foreach (var token in tokens.Skip(1))
            stepwise.Step([token]);

        firstA.Row(0).ToArray().ShouldBe(firstB.Row(0).ToArray(), 1e-3);
        atOnce.Logits(0).ToArray().ShouldBe(stepwise.Logits(0).ToArray(), 1e-3);
    }

    [Fact]
    public async Task Keep_LeavesTheOtherRowsAlone_WhenARowIsDropped()
    {
        using var file = GgmlFile.Open(await new TinyModel().WriteAsync(_folder));
        using var network = await WhisperNetwork.LoadAsync(file, 1, Precision.Fp32, TestContext.Current.CancellationToken);
        var audio = new[] { TestAudio.Sweep(2), TestAudio.Noise(2, 0.3), TestAudio.Tone(2, 0.5, 700) };
        using var batchWindows = Encode(network, file, audio, 400);
        using var batch = new DecoderRun(network, batchWindows, 16);
        using var firstA = batch.Prefill([50258, 50259]);
        batch.Step([1, 2, 3]);
        batch.Keep([2]);
        batch.Step([30]);

        using var aloneWindows = Encode(network, file, audio[2], 400);
        using var alone = new DecoderRun(network, aloneWindows, 16);
        using var firstB = alone.Prefill([50258, 50259]);
        alone.Step([3]);
        alone.Step([30]);
        batch.Logits(0).ToArray().ShouldBe(alone.Logits(0).ToArray(), 1e-3);
    }

    [Fact]
    public async Task Copy_LetsARowGoOnAsAnother_WhenWindowsHaveSeveralRows()
    {
        using var file = GgmlFile.Open(await new TinyModel().WriteAsync(_folder));
        using var network = await WhisperNetwork.LoadAsync(file, 1, Precision.Fp32, TestContext.Current.CancellationToken);
        float[][] audio = [TestAudio.Sweep(2), TestAudio.Noise(2, 0.3), TestAudio.Tone(2, 0.5, 700)];
        using var batchWindows = Encode(network, file, audio, 400);
        using var batch = new DecoderRun(network, batchWindows, 16, beams: 2, queries: 8);
        using var firstA = batch.Prefill([50258, 50259]);
        batch.Spread(2);
        batch.Step([1, 2, 3, 4, 5, 6]);
        batch.Keep([1, 2]);
        batch.Copy(3, 2);
        batch.Step([10, 20, 30, 40]);

        (int Window, int First, int Second)[] rows = [(1, 3, 10), (1, 4, 20), (2, 6, 30), (2, 6, 40)];
        for (var row = 0; row < rows.Length; row++)
        {
            using var aloneWindows = Encode(network, file, audio[rows[row].Window], 400);
            using var alone = new DecoderRun(network, aloneWindows, 16, queries: 8);
            using var firstB = alone.Prefill([50258, 50259]);
            alone.Step([rows[row].First]);
            alone.Step([rows[row].Second]);
            batch.Logits(row).ToArray().ShouldBe(alone.Logits(0).ToArray(), 1e-3);
            batch.Queries(row, 3).ShouldBe(alone.Queries(0, 9), 1e-3);
        }
    }

    [Fact]
    public async Task Encode_GivesTheSame_WhenABatchIsTooLargeForOneRound()
    {
        using var file = GgmlFile.Open(await new TinyModel { AudioLayers = 1, TextLayers = 1 }.WriteAsync(_folder));
        using var network = await WhisperNetwork.LoadAsync(file, 1, Precision.Fp32, TestContext.Current.CancellationToken);
        var audio = Enumerable.Range(1, 7).Select(i => TestAudio.Tone(1, 0.5, 200 * i)).ToArray();
        using var together = Encode(network, file, audio, 3000);

        for (var i = 0; i < audio.Length; i += 3)
        {
            using var alone = Encode(network, file, audio[i], 3000);
            Difference(together.Keys(i, 0, 0), alone.Keys(0, 0, 0)).ShouldBeLessThan(1e-3f);
            Difference(together.Keys(i, 0, 1), alone.Keys(0, 0, 1)).ShouldBeLessThan(1e-3f);
        }
    }

    [Fact]
    public async Task Encode_StopsAndLeavesTheNetworkUsable_WhenCancelled()
    {
        using var file = GgmlFile.Open(await new TinyModel { AudioLayers = 1, TextLayers = 1 }.WriteAsync(_folder));
        using var network = await WhisperNetwork.LoadAsync(file, 1, Precision.Fp32, TestContext.Current.CancellationToken);
        using var before = Encode(network, file, TestAudio.Tone(1, 0.5, 200), 400);
        Should.Throw<OperationCanceledException>(() => EncodeUntil(network, file, [TestAudio.Tone(1, 0.5, 900)], 400, new CancellationToken(canceled: true)));

        using var after = Encode(network, file, TestAudio.Tone(1, 0.5, 200), 400);
        after.Keys(0, 0, 0).ShouldBe(before.Keys(0, 0, 0));
    }

    [Fact]
    public async Task Prefill_Stops_WhenCancelled()
    {
        using var file = GgmlFile.Open(await new TinyModel().WriteAsync(_folder));
        using var network = await WhisperNetwork.LoadAsync(file, 1, Precision.Fp32, TestContext.Current.CancellationToken);
        using var windows = Encode(network, file, TestAudio.Sweep(2), 400);
        using var run = new DecoderRun(network, windows, 16, cancellationToken: new CancellationToken(canceled: true));
        Should.Throw<OperationCanceledException>(() => run.Prefill([50258, 50259]));
    }

    [Fact]
    public async Task Load_NamesTheTensor_WhenOneIsMissing()
    {
        var path = _folder.File("short.bin");
        var bytes = new TinyModel().ToBytes();
        var lastTensor = bytes.AsSpan().LastIndexOf("decoder.blocks.1.mlp.2.bias"u8) - 16;
        await File.WriteAllBytesAsync(path, bytes.AsMemory(0, lastTensor), TestContext.Current.CancellationToken);
        using var file = GgmlFile.Open(path);

        var refusal = await Should.ThrowAsync<InputException>(() => WhisperNetwork.LoadAsync(file, 1, Precision.Fp32, CancellationToken.None));
        refusal.Fault.ShouldBe(InputFault.Model);
        refusal.Message.ShouldContain("decoder.blocks.1.mlp.2.bias");
    }

    private static EncodedWindows Encode(WhisperNetwork network, GgmlFile file, float[] audio, int frames) =>
        Encode(network, file, [audio], frames);

    private static EncodedWindows Encode(WhisperNetwork network, GgmlFile file, float[][] audio, int frames) =>
        EncodeUntil(network, file, audio, frames, TestContext.Current.CancellationToken);

    private static EncodedWindows EncodeUntil(WhisperNetwork network, GgmlFile file, float[][] audio, int frames, CancellationToken cancellationToken)
    {
        var mel = new LogMel(file.Filters);
        var size = mel.Bins * frames;
        var values = new float[audio.Length * size];
        for (var i = 0; i < audio.Length; i++)
            mel.Compute(audio[i], frames, values.AsSpan(i * size, size));
        return network.Encode(values, audio.Length, frames, cancellationToken);
    }

    private static void ShouldAgree(ReadOnlySpan<float> ours, PeerStep peer, double tolerance)
    {
        var squares = 0.0;
        foreach (var value in ours)
            squares += (double)value * value;
        Math.Sqrt(squares).ShouldBe(peer.Norm, peer.Norm * tolerance);
        var difference = 0.0;
        for (var i = 0; i < peer.Logits.Length; i++)
            difference = Math.Max(difference, Math.Abs(ours[7 + (800 * i)] - peer.Logits[i]));
        (difference / peer.Logits.Max(Math.Abs)).ShouldBeLessThan(tolerance);
    }

    private static float Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        a.Length.ShouldBe(b.Length);
        var largest = 0f;
        for (var i = 0; i < a.Length; i++)
            largest = Math.Max(largest, Math.Abs(a[i] - b[i]));
        return largest;
    }

    private static async Task<Peer> ReadPeerAsync()
    {
        await using var stream = File.OpenRead(Repository.File("tests", "CallQA.Engines.Tests", "Whisper", "Inference", "whisper-cpp-logits.json"));
        return (await JsonSerializer.DeserializeAsync<Peer>(stream, JsonSerializerOptions.Web, TestContext.Current.CancellationToken))!;
    }

    private sealed record Peer(int[] Tokens, Dictionary<string, PeerStep[]> Models);

    private sealed record PeerStep(int Argmax, double Norm, double[] Logits);
}
