using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>The two graphs, loaded once and shared: sessions are safe for concurrent runs.</summary>
internal sealed class WhisperNetwork : IDisposable
{
    private readonly InferenceSession _encoder;

    private WhisperNetwork(GgmlHeader header, TokenTable tokens, InferenceSession encoder, InferenceSession decoder)
    {
        Header = header;
        Tokens = tokens;
        _encoder = encoder;
        Decoder = decoder;
    }

    public GgmlHeader Header { get; }

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
            return new WhisperNetwork(file.Header, tokens, encoder, decoder);
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    /// <summary>Runs the encoder over a batch.</summary>
    /// <param name="mel">Log-mel [count, bins, frames].</param>
    /// <param name="count">Windows.</param>
    /// <param name="frames">Mel frames per window, even, at most twice the model's audio context.</param>
    /// <param name="states">Receives the encoder's states where wanted, [count × frames / 2, width].</param>
    public EncodedWindows Encode(Memory<float> mel, int count, int frames, Memory<float>? states = null)
    {
        var headWidth = Header.TextState / Header.TextHeads;
        BoundTensor<float>[] Buffers() => Enumerable.Range(0, Header.TextLayers)
            .Select(_ => new BoundTensor<float>(count, Header.TextHeads, frames / 2, headWidth)).ToArray();
        var result = new EncodedWindows(count, Buffers(), Buffers());

        using var binding = _encoder.CreateIoBinding();
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, mel, [count, Header.MelBins, frames]);
        using var output = states is { } memory
            ? OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, [(long)count * frames / 2, Header.AudioState])
            : null;
        binding.BindInput(EncoderGraph.Mel, input);
        if (output is not null)
            binding.BindOutput(EncoderGraph.States, output);
        for (var layer = 0; layer < Header.TextLayers; layer++)
        {
            binding.BindOutput(EncoderGraph.Keys(layer), result.Keys[layer].Value);
            binding.BindOutput(EncoderGraph.Values(layer), result.Values[layer].Value);
        }

        _encoder.RunWithBinding(run, binding);
        return result;
    }

    public void Dispose()
    {
        _encoder.Dispose();
        Decoder.Dispose();
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
        return options;
    }
}
