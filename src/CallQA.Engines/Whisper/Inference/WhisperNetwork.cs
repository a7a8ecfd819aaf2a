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

    private readonly InferenceSession _encoder;

    private WhisperNetwork(GgmlFile file, TokenTable tokens, InferenceSession encoder, InferenceSession decoder)
    {
        Header = file.Header;
        Alignment = AlignmentHeads.Of(file.Header, file.Name);
        Tokens = tokens;
        _encoder = encoder;
        Decoder = decoder;
    }

    public GgmlHeader Header { get; }

    /// <summary>Heads that word times are read from.</summary>
    public IReadOnlyList<AttentionHead> Alignment { get; }

    public TokenTable Tokens { get; }

    public InferenceSession Decoder { get; }

    /// <summary>Builds both graphs from an opened file.</summary>
    public static WhisperNetwork Load(GgmlFile file, int threads, CancellationToken cancellationToken)
    {
        using var options = SessionOptions(threads);
        var tokens = new TokenTable(file);
        cancellationToken.ThrowIfCancellationRequested();
        var encoder = new InferenceSession(OnnxWriter.Write(EncoderGraph.Build(file)), options);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var decoder = new InferenceSession(OnnxWriter.Write(DecoderGraph.Build(file)), options);
            return new WhisperNetwork(file, tokens, encoder, decoder);
        }
        catch
        {
            encoder.Dispose();
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

        var atOnce = (int)Math.Clamp(ScoreBytes / ((long)Header.AudioHeads * positions * positions * sizeof(float)), 1, count);
        var size = Header.MelBins * frames;
        for (var first = 0; first < count; first += atOnce)
        {
            var rows = Math.Min(atOnce, count - first);
            Encode(mel.Slice(first * size, rows * size), frames, result, first, rows);
        }

        return result;
    }

    public void Dispose()
    {
        _encoder.Dispose();
        Decoder.Dispose();
    }

    private void Encode(Memory<float> mel, int frames, EncodedWindows result, int first, int rows)
    {
        using var binding = _encoder.CreateIoBinding();
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

            _encoder.RunWithBinding(run, binding);
        }
        finally
        {
            outputs.ForEach(output => output.Dispose());
        }
    }

    private static SessionOptions SessionOptions(int threads)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Waiting threads that spin take the processor from the other workers of the machine.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");

        // Weights are repacked while loading; only outside the arena does the first copy's memory go back to the system.
        options.AddSessionConfigEntry("session.use_device_allocator_for_initializers", "1");
        return options;
    }
}
