using CallQA.Engines.Whisper.Alignment;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Onnx;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>A model's graphs, loaded once and shared: safe for concurrent use.</summary>
internal sealed class WhisperNetwork : IDisposable
{
    private readonly AudioEncoder _encoder;
    private readonly AudioMemory _memory;

    private WhisperNetwork(GgmlFile file, Precision precision, int threads, AudioEncoder encoder, IReadOnlyList<GraphSession> listening, IReadOnlyList<GraphSession> decoder)
    {
        Header = file.Header;
        Alignment = AlignmentHeads.Of(file.Header, file.Name);
        Tokens = new TokenTable(file);
        Threads = threads;
        (_memory, _encoder, Listening, DecoderParts) = (AudioMemory.For(file.Header, precision), encoder, listening, decoder);
    }

    public GgmlHeader Header { get; }

    /// <summary>Heads that word times are read from.</summary>
    public IReadOnlyList<AttentionHead> Alignment { get; }

    public TokenTable Tokens { get; }

    /// <summary>Threads of one computation.</summary>
    public int Threads { get; }

    /// <summary>What each decoder layer makes of the encoder's states, see <see cref="ListeningGraph"/>.</summary>
    public IReadOnlyList<GraphSession> Listening { get; }

    /// <summary>The decoder's parts, see <see cref="DecoderGraph"/>.</summary>
    public IReadOnlyList<GraphSession> DecoderParts { get; }

    /// <summary>Builds all graphs from an opened file, side by side.</summary>
    public static async Task<WhisperNetwork> LoadAsync(GgmlFile file, int threads, Precision precision, CancellationToken cancellationToken)
    {
        LargeBlocks.MapApart();
        var layers = file.Header.TextLayers;
        var encoder = AudioEncoder.LoadAsync(file, precision, threads, cancellationToken);
        var listening = GraphSession.CreateAllAsync(layers, layer => ListeningGraph.Build(file, layer), file, threads, cancellationToken);
        var decoder = GraphSession.CreateAllAsync(layers + 1, part => DecoderGraph.Build(file, precision, part), file, threads, cancellationToken);
        try
        {
            await Task.WhenAll(encoder, listening, decoder);
            return new WhisperNetwork(file, precision, threads, await encoder, await listening, await decoder);
        }
        catch
        {
            if (encoder.IsCompletedSuccessfully)
                (await encoder).Dispose();
            foreach (var graphs in new[] { listening, decoder }.Where(task => task.IsCompletedSuccessfully))
            {
                foreach (var graph in await graphs)
                    graph.Dispose();
            }

            throw;
        }
    }

    /// <summary>Runs the encoder over a batch.</summary>
    /// <param name="mel">Log-mel [count, bins, frames].</param>
    /// <param name="count">Windows.</param>
    /// <param name="frames">Mel frames per window, even, at most twice the model's audio context.</param>
    /// <param name="cancellationToken">Stops between windows and layers.</param>
    public EncodedWindows Encode(Memory<float> mel, int count, int frames, CancellationToken cancellationToken)
    {
        using var timing = EngineMeter.Time("encode");
        var positions = frames / 2;
        var result = _memory.Take(count, positions);
        try
        {
            Encode(mel, result, Header.MelBins * frames, cancellationToken);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _memory.Dispose();
        foreach (var part in Listening.Concat(DecoderParts))
            part.Dispose();
    }

    private void Encode(Memory<float> mel, EncodedWindows windows, int size, CancellationToken cancellationToken)
    {
        using var states = new BoundTensor<float>(windows.Positions, Header.AudioState);
        using var listener = new Listener(this, states, windows);
        for (var window = 0; window < windows.Count; window++)
        {
            _encoder.Encode(mel.Slice(window * size, size), states, cancellationToken);
            listener.Listen(window, cancellationToken);
        }

        EngineMeter.Windows.Add(windows.Count);
    }
}
