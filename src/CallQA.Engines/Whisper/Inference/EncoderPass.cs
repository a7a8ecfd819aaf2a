using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>The memory and bindings with which a window goes through the encoder's parts.</summary>
internal sealed unsafe class EncoderPass : IDisposable
{
    /// <summary>Numbers that one item of work activates.</summary>
    private const int Activated = 1 << 15;

    private readonly IReadOnlyList<GraphSession> _parts;
    private readonly OrtIoBinding[] _bindings;
    private readonly RunOptions _options = new();
    private readonly BoundTensor<float>[] _residuals;
    private readonly BoundTensor<float> _heads;
    private readonly BoundTensor<float> _attended;
    private readonly BoundTensor<float> _inner;
    private readonly AudioAttention _attention;
    private readonly HelpedWork _work = new();
    private readonly Action<int> _activate;
    private readonly int _innerLength;
    private readonly int _bins;

    public EncoderPass(GgmlHeader header, Precision precision, IReadOnlyList<GraphSession> parts, int positions)
    {
        var width = header.AudioState;
        (_parts, _bins, Positions) = (parts, header.MelBins, positions);
        _residuals = [new BoundTensor<float>(positions, width), new BoundTensor<float>(positions, width)];
        _heads = new BoundTensor<float>(positions, 3 * width);
        _attended = new BoundTensor<float>(positions, width);
        _inner = new BoundTensor<float>(positions, 4 * width);
        _innerLength = positions * 4 * width;
        _attention = AudioAttention.For(precision, header.AudioHeads, width / header.AudioHeads, positions);
        _activate = Activate;
        _bindings = [.. Enumerable.Range(0, parts.Count).Select(Bind)];
    }

    /// <summary>Positions of the windows it takes.</summary>
    public int Positions { get; }

    /// <summary>Takes a window through all parts.</summary>
    /// <param name="mel">Log-mel [bins, 2 × positions].</param>
    /// <param name="states">Takes the states.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellationToken">Stops between parts.</param>
    public void Run(Memory<float> mel, BoundTensor<float> states, int threads, CancellationToken cancellationToken)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, mel, [1, _bins, 2 * Positions]);
        _bindings[0].BindInput(EncoderGraph.Mel, input);
        _bindings[^1].BindOutput(EncoderGraph.States, states.Value);
        for (var part = 0; part < _parts.Count; part++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _parts[part].Session.RunWithBinding(_options, _bindings[part]);
            if (part % 2 == 1)
                _work.Do((_innerLength + Activated - 1) / Activated, threads, _activate);
            else if (part < _parts.Count - 1)
                _attention.Attend(_heads.Data, _attended.Data, threads);
        }
    }

    public void Dispose()
    {
        Array.ForEach(_bindings, binding => binding.Dispose());
        _options.Dispose();
        _attention.Dispose();
        foreach (var tensor in _residuals.Append(_heads).Append(_attended).Append(_inner))
            tensor.Dispose();
    }

    private void Activate(int item)
    {
        var start = item * Activated;
        VectorFunctions.Gelu(_inner.Data + start, Math.Min(Activated, _innerLength - start));
    }

    private OrtIoBinding Bind(int part)
    {
        var binding = _parts[part].Session.CreateIoBinding();
        var isInner = part % 2 == 1;
        if (part > 0)
        {
            binding.BindInput(EncoderGraph.Arriving, (isInner ? _attended : _inner).Value);
            binding.BindInput(EncoderGraph.Residual, _residuals[part % 2].Value);
        }

        if (part == _parts.Count - 1)
            return binding;

        binding.BindOutput(EncoderGraph.NewResidual, _residuals[(part + 1) % 2].Value);
        binding.BindOutput(EncoderGraph.Leaving, (isInner ? _inner : _heads).Value);
        return binding;
    }
}
