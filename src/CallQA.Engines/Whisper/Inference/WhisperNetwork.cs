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
    private readonly IReadOnlyList<GraphSession> _decoder;
    private readonly Precision _precision;

    private WhisperNetwork(GgmlFile file, Precision precision, int threads, TokenTable tokens, GraphSession encoder, IReadOnlyList<GraphSession> decoder)
    {
        Header = file.Header;
        Alignment = AlignmentHeads.Of(file.Header, file.Name);
        Tokens = tokens;
        _precision = precision;
        Threads = threads;
        DecoderParts = [.. decoder.Select(part => part.Session)];
        _encoder = encoder;
        _decoder = decoder;
    }

    public GgmlHeader Header { get; }

    /// <summary>Heads that word times are read from.</summary>
    public IReadOnlyList<AttentionHead> Alignment { get; }

    public TokenTable Tokens { get; }

    /// <summary>Threads of one computation.</summary>
    public int Threads { get; }

    /// <summary>The decoder's parts, see <see cref="DecoderGraph"/>.</summary>
    public IReadOnlyList<InferenceSession> DecoderParts { get; }

    /// <summary>Builds both graphs from an opened file, side by side.</summary>
    public static async Task<WhisperNetwork> LoadAsync(GgmlFile file, int threads, Precision precision, CancellationToken cancellationToken)
    {
        Task<GraphSession> Start(Func<OnnxGraph> build) =>
            Task.Run(() => GraphSession.Create(build(), file, threads, cancellationToken), cancellationToken);
        var encoder = Start(() => EncoderGraph.Build(file, precision));
        var parts = Enumerable.Range(0, file.Header.TextLayers + 1).Select(part => Start(() => DecoderGraph.Build(file, precision, part))).ToArray();
        try
        {
            var decoder = await Task.WhenAll(parts);
            return new WhisperNetwork(file, precision, threads, new TokenTable(file), await encoder, decoder);
        }
        catch
        {
            await DisposeAsync([encoder, .. parts]);
            throw;
        }
    }

    /// <summary>Runs the encoder over a batch, as many windows at a time as its attention scores find room for.</summary>
    /// <param name="mel">Log-mel [count, bins, frames].</param>
    /// <param name="count">Windows.</param>
    /// <param name="frames">Mel frames per window, even, at most twice the model's audio context.</param>
    public EncodedWindows Encode(Memory<float> mel, int count, int frames)
    {
        using var timing = EngineMeter.Time("encode");
        var positions = frames / 2;
        var result = EncodedWindows.Create(count, Header.TextLayers, Header.TextHeads, Header.TextState / Header.TextHeads, positions, _precision);

        // Rounding to bytes takes its scale from all of the input: a window's must not depend on its neighbours.
        var atOnce = _precision == Precision.Int8 ? 1 : (int)Math.Clamp(ScoreBytes / ((long)Header.AudioHeads * positions * positions * sizeof(float)), 1, count);
        var size = Header.MelBins * frames;
        var outputs = Enumerable.Range(0, 2 * Header.TextLayers).Select(_ => new BoundTensor<float>(atOnce, positions, Header.TextState)).ToArray();
        try
        {
            for (var first = 0; first < count; first += atOnce)
            {
                var rows = Math.Min(atOnce, count - first);
                Encode(mel.Slice(first * size, rows * size), frames, outputs, rows);
                Store(outputs, result, first, rows);
            }
        }
        finally
        {
            Array.ForEach(outputs, output => output.Dispose());
        }

        EngineMeter.Windows.Add(count);
        return result;
    }

    public void Dispose()
    {
        _encoder.Dispose();
        foreach (var part in _decoder)
            part.Dispose();
    }

    private static async Task DisposeAsync(IReadOnlyList<Task<GraphSession>> sessions)
    {
        foreach (var session in sessions)
        {
            await ((Task)session).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (session.IsCompletedSuccessfully)
                (await session).Dispose();
        }
    }

    private void Encode(Memory<float> mel, int frames, BoundTensor<float>[] outputs, int rows)
    {
        using var binding = _encoder.Session.CreateIoBinding();
        using var run = new RunOptions();

        // Scores of long windows are large; between batches that memory belongs to others.
        run.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, mel, [rows, Header.MelBins, frames]);
        binding.BindInput(EncoderGraph.Mel, input);
        for (var layer = 0; layer < Header.TextLayers; layer++)
        {
            outputs[2 * layer].Show(rows);
            outputs[(2 * layer) + 1].Show(rows);
            binding.BindOutput(EncoderGraph.Keys(layer), outputs[2 * layer].Value);
            binding.BindOutput(EncoderGraph.Values(layer), outputs[(2 * layer) + 1].Value);
        }

        _encoder.Session.RunWithBinding(run, binding);
    }

    private void Store(BoundTensor<float>[] outputs, EncodedWindows result, int first, int rows) => Parallel.For(
        0,
        rows * Header.TextLayers,
        new ParallelOptions { MaxDegreeOfParallelism = Threads },
        item =>
        {
            var (row, layer) = (item / Header.TextLayers, item % Header.TextLayers);
            result.Store(first + row, layer, outputs[2 * layer].Row(row), outputs[(2 * layer) + 1].Row(row));
        });
}
