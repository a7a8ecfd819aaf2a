using CallQA.Engines.Whisper.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>Makes each decoder layer's memory of the audio out of the encoder's states.</summary>
internal sealed class Listener : IDisposable
{
    private readonly WhisperNetwork _network;
    private readonly BoundTensor<float> _states;
    private readonly EncodedWindows _result;
    private readonly BoundTensor<float> _keysAndValues;
    private readonly RunOptions _options = new();
    private readonly HelpedWork _work = new();

    /// <param name="network">The model.</param>
    /// <param name="states">Where the encoder writes its states.</param>
    /// <param name="result">Takes the memory.</param>
    public Listener(WhisperNetwork network, BoundTensor<float> states, EncodedWindows result)
    {
        (_network, _states, _result) = (network, states, result);
        _keysAndValues = new BoundTensor<float>(states.Rows, 2 * network.Header.TextState);
    }

    /// <summary>Takes the states of a window.</summary>
    /// <param name="window">Its number.</param>
    /// <param name="cancellationToken">Stops between layers.</param>
    public void Listen(int window, CancellationToken cancellationToken)
    {
        for (var layer = 0; layer < _network.Listening.Count; layer++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var binding = _network.Listening[layer].Session.CreateIoBinding();
            binding.BindInput(ListeningGraph.States, _states.Value);
            binding.BindOutput(ListeningGraph.KeysAndValues, _keysAndValues.Value);
            _network.Listening[layer].Session.RunWithBinding(_options, binding);
            var at = layer;
            _work.Do(_network.Header.TextHeads, _network.Threads, head => _result.Store(window, at, head, _keysAndValues.RowsFrom(0, _result.Positions)));
        }
    }

    public void Dispose()
    {
        _options.Dispose();
        _keysAndValues.Dispose();
    }
}
