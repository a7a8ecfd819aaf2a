using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Windows;
using CallQA.Recordings;

namespace CallQA.Engines.Tests.Whisper.Decoding;

public sealed class BatchDecoderTests : IDisposable
{
    private static readonly WhisperOptions Quick = new() { Threads = 1, AudioContext = AudioContext.Fitted, Timestamps = false, Precision = Precision.Fp32 };
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Decode_FindsLikelierTexts_WhenBeamsAreFollowed()
    {
        var manifest = await ModelManifest.ReadAsync(Repository.File("models", "whisper"), Stop);
        var resolved = await manifest.ResolveAsync(null, Stop);
        var audio = await new AudioReader().ReadAsync(Directory.GetFiles(Repository.File("samples", "calls"), "*.wav").Order(StringComparer.Ordinal).First(), Stop);
        var channel = audio.Channels[0].At(TestAudio.Rate);
        var windows = new WindowPlanner(15 * TestAudio.Rate, TestAudio.Rate / 4).Plan(0, channel, new VoiceActivityDetector(new VoiceActivityOptions()).Detect(channel, Stop))
            .Take(8).ToList();
        var options = resolved.Apply(Quick) with { BeamSize = 1 };

        var greedy = await DecodeAsync(resolved.Path, options, windows, channel);
        var beam = await DecodeAsync(resolved.Path, options with { BeamSize = 5 }, windows, channel);

        beam.Average(Score).ShouldBeGreaterThan(greedy.Average(Score));
        beam.Zip(greedy).Count(pair => Score(pair.First) >= Score(pair.Second) - 1e-3).ShouldBeGreaterThanOrEqualTo(windows.Count - 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Decode_AllocatesLittle_ForEachFurtherToken(int beams)
    {
        var path = await new TinyModel { AudioLayers = 1, NeverEnds = true }.WriteAsync(_folder);
        var channel = ChannelAudio.Of(TestAudio.Rate, TestAudio.Sweep(2));
        var windows = new[] { new SpeechWindow(0, [new SpeechSpan(0, 2 * TestAudio.Rate)]) };
        async Task<(long Bytes, int Tokens)> MeasureAsync(int tokens)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var decoded = await DecodeAsync(path, Quick with { BeamSize = beams, MaxTokens = tokens, WordTimes = false }, windows, channel, () => bytes = GC.GetAllocatedBytesForCurrentThread());
            return (GC.GetAllocatedBytesForCurrentThread() - bytes, decoded[0].Tokens.Count);
        }

        await MeasureAsync(8);
        var few = await MeasureAsync(8);
        var many = await MeasureAsync(108);

        many.Tokens.ShouldBeGreaterThan(few.Tokens + 50);
        ((double)(many.Bytes - few.Bytes) / (many.Tokens - few.Tokens)).ShouldBeLessThan(500);
    }

    private static double Score(DecodedWindow window) => window.MeanLogProbability * (window.Tokens.Count + 1) / window.Tokens.Count;

    private static async Task<DecodedWindow[]> DecodeAsync(
        string path, WhisperOptions options, IReadOnlyList<SpeechWindow> windows, ChannelAudio channel, Action? loaded = null)
    {
        using var model = await WhisperModel.LoadAsync(path, options, Stop);
        var encoder = new WindowEncoder(model);
        using var encoded = encoder.Encode(windows, [channel], windows.Max(encoder.FramesFor), Stop);
        var decoder = new BatchDecoder(model.Network, model.Vocabulary, options);
        var prompt = model.Vocabulary.Special.Prompt(0, translate: false, timestamps: false);
        var inputs = windows.Select(window => new WindowInput(prompt, 0, (double)window.Length / TestAudio.Rate)).ToList();
        loaded?.Invoke();
        return decoder.Decode(encoded, inputs, 0, Stop);
    }
}
