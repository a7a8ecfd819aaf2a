using CallQA.Engines.Whisper.Alignment;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>The two graphs, loaded once and shared: sessions are safe for concurrent runs.</summary>
internal sealed class WhisperNetwork : IDisposable
{
    /// <summary>Memory that the encoder's attention scores may take.</summary>
    private const long ScoreBytes = 96L << 20;

    private readonly GraphSession _encoder;
    private readonly GraphSession _decoder;
    private readonly Precision _precision;

    private WhisperNetwork(GgmlFile file, Precision precision, TokenTable tokens, GraphSession encoder, GraphSession decoder)
    {
        Header = file.Header;
        Alignment = AlignmentHeads.Of(file.Header, file.Name);
        Tokens = tokens;
        _precision = precision;
        _encoder = encoder;
        _decoder = decoder;
    }

    public GgmlHeader Header { get; }

    /// <summary>Heads that word times are read from.</summary>
    public IReadOnlyList<AttentionHead> Alignment { get; }

    public TokenTable Tokens { get; }

    public InferenceSession Decoder => _decoder.Session;

    /// <summary>Builds both graphs from an opened file, side by side.</summary>
    public static async Task<WhisperNetwork> LoadAsync(GgmlFile file, int threads, Precision precision, CancellationToken cancellationToken)
    {
        Task<GraphSession> Start(Func<OnnxGraph> build) =>
            Task.Run(() => GraphSession.Create(build(), file, threads, cancellationToken), cancellationToken);
        var encoder = Start(() => EncoderGraph.Build(file, precision));
        var decoder = Start(() => DecoderGraph.Build(file, precision));
        try
        {
            await Task.WhenAll(encoder, decoder);
            return new WhisperNetwork(file, precision, new TokenTable(file), await encoder, await decoder);
        }
        catch
        {
            foreach (var session in new[] { encoder, decoder }.Where(session => session.IsCompletedSuccessfully))
                (await session).Dispose();
            throw;
        }
    }

    /// <summary>Runs the encoder over a batch, as many windows at a time as its attention scores find room for.</summary>
    /// <param name="mel">Log-mel [count, bins, frames].</param>
    /// <param name="count">Windows.</param>
    /// <param name="frames">Mel frames per window, even, at most twice the model's audio context.</param>
    public EncodedWindows Encode(Memory<float> mel, int count, int frames)
    {
        var positions = frames / 2;
        var headWidth = Header.TextState / Header.TextHeads;
        BoundTensor<float>[] Buffers() => Enumerable.Range(0, Header.TextLayers)
            .Select(_ => new BoundTensor<float>(count, Header.TextHeads, positions, headWidth)).ToArray();
        var result = new EncodedWindows(count, Buffers(), Buffers());

        // Rounding to bytes takes its scale from all of the input: a window's must not depend on its neighbours.
        var atOnce = _precision == Precision.Int8 ? 1 : (int)Math.Clamp(ScoreBytes / ((long)Header.AudioHeads * positions * positions * sizeof(float)), 1, count);
        var size = Header.MelBins * frames;
        for (var first = 0; first < count; first += atOnce)
        {
            var rows = Math.Min(atOnce, count - first);
            Encode(mel.Slice(first * size, rows * size), frames, result, first, rows);
        }

        EngineMeter.Windows.Add(count);
        return result;
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
    }

    private void Encode(Memory<float> mel, int frames, EncodedWindows result, int first, int rows)
    {
        using var binding = _encoder.Session.CreateIoBinding();
        using var run = new RunOptions();

        // Scores of long windows are large; between batches that memory belongs to others.
        run.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, mel, [rows, Header.MelBins, frames]);
        var outputs = new List<OrtValue>();
        try
        {
            binding.BindInput(EncoderGraph.Mel, input);
            for (var layer = 0; layer < Header.TextLayers; layer++)
            {
                outputs.Add(result.Keys[layer].View(first, rows));
                binding.BindOutput(EncoderGraph.Keys(layer), outputs[^1]);
                outputs.Add(result.Values[layer].View(first, rows));
                binding.BindOutput(EncoderGraph.Values(layer), outputs[^1]);
            }

            _encoder.Session.RunWithBinding(run, binding);
        }
        finally
        {
            outputs.ForEach(output => output.Dispose());
        }
    }
}
