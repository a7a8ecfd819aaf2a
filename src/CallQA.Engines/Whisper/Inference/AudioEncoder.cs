using System.Collections.Concurrent;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Onnx;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Turns the log-mel of windows into the states that a decoder listens to: the encoder's parts with attention and activations between them,
/// one window at a time because a window's rounding must not depend on its neighbours. Safe for concurrent use.
/// </summary>
internal sealed class AudioEncoder : IDisposable
{
    private readonly GgmlHeader _header;
    private readonly Precision _precision;
    private readonly IReadOnlyList<GraphSession> _sessions;
    private readonly IReadOnlyList<FloatPart> _floatParts;
    private readonly int _threads;

    /// <summary>Passes not under way. Their memory is kept: to get it anew for every window takes a tenth of the time.</summary>
    private readonly ConcurrentBag<EncoderPass> _idle = [];

    private AudioEncoder(GgmlHeader header, Precision precision, IReadOnlyList<GraphSession> sessions, IReadOnlyList<FloatPart> floatParts, int threads) =>
        (_header, _precision, _sessions, _floatParts, _threads) = (header, precision, sessions, floatParts, threads);

    /// <summary>Loads the encoder of a model.</summary>
    /// <param name="file">The model.</param>
    /// <param name="precision">How it computes.</param>
    /// <param name="threads">Threads of one computation.</param>
    /// <param name="cancellationToken">Stops between graphs.</param>
    public static async Task<AudioEncoder> LoadAsync(GgmlFile file, Precision precision, int threads, CancellationToken cancellationToken)
    {
        // Products of bytes are as fast in the runtime as can be; of floats our own are faster.
        var ours = precision == Precision.Fp32 && FloatPart.Suits(file.Header);
        var floatParts = ours ? await FloatPart.LoadAllAsync(file, cancellationToken) : [];
        try
        {
            var sessions = await GraphSession.CreateAllAsync(
                EncoderGraph.PartsOf(file.Header) - floatParts.Count, part => EncoderGraph.Build(file, precision, part), file, threads, cancellationToken);
            return new AudioEncoder(file.Header, precision, sessions, floatParts, threads);
        }
        catch
        {
            foreach (var part in floatParts)
                part.Dispose();
            throw;
        }
    }

    /// <summary>Encodes a window.</summary>
    /// <param name="mel">Log-mel [bins, 2 × positions].</param>
    /// <param name="states">Takes the states, a row per position.</param>
    /// <param name="cancellationToken">Stops between layers.</param>
    public void Encode(Memory<float> mel, BoundTensor<float> states, CancellationToken cancellationToken)
    {
        if (_idle.TryTake(out var pass) && pass.Positions != states.ShownRows)
        {
            pass.Dispose();
            pass = null;
        }

        pass ??= new EncoderPass(_header, _precision, _sessions, _floatParts, states.ShownRows);
        try
        {
            pass.Run(mel, states, _threads, cancellationToken);
        }
        finally
        {
            _idle.Add(pass);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var pass))
            pass.Dispose();
        foreach (var session in _sessions)
            session.Dispose();
        foreach (var part in _floatParts)
            part.Dispose();
    }
}
