using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>The memory and bindings with which a window goes through the encoder's parts.</summary>
internal sealed unsafe class EncoderPass : IDisposable
{
    /// <summary>Numbers that one item of work activates.</summary>
    private const int Activated = 1 << 15;

    private readonly IReadOnlyList<GraphSession> _sessions;
    private readonly IReadOnlyList<FloatPart> _floatParts;
    private readonly OrtIoBinding[] _bindings;
    private readonly int _parts;
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

    /// <param name="header">The model's.</param>
    /// <param name="precision">How it computes.</param>
    /// <param name="sessions">The parts that the runtime computes: all, or the first.</param>
    /// <param name="floatParts">The others.</param>
    /// <param name="positions">Positions of the windows it takes.</param>
    public EncoderPass(GgmlHeader header, Precision precision, IReadOnlyList<GraphSession> sessions, IReadOnlyList<FloatPart> floatParts, int positions)
    {
        var width = header.AudioState;
        (_sessions, _floatParts, _parts, _bins, Positions) = (sessions, floatParts, EncoderGraph.PartsOf(header), header.MelBins, positions);
        _residuals = [Rows(width), Rows(width)];
        _heads = Rows(3 * width);
        _attended = Rows(width);
        _inner = Rows(4 * width);
        _innerLength = positions * 4 * width;
        _attention = AudioAttention.For(precision, header.AudioHeads, width / header.AudioHeads, positions);
        _activate = Activate;
        _bindings = [.. Enumerable.Range(0, sessions.Count).Select(Bind)];
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
        if (_floatParts.Count == 0)
            _bindings[^1].BindOutput(EncoderGraph.States, states.Value);
        for (var part = 0; part < _parts; part++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (part < _sessions.Count)
                _sessions[part].Session.RunWithBinding(_options, _bindings[part]);
            else
                RunOurs(part, states, threads);
            if (part % 2 == 1)
                _work.Do((_innerLength + Activated - 1) / Activated, threads, _activate);
            else if (part < _parts - 1)
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

    /// <summary>Computes a part by ourselves: the sum that the layers add to stays in its place.</summary>
    private void RunOurs(int part, BoundTensor<float> states, int threads)
    {
        var normed = part == _parts - 1 ? states : _residuals[0];
        var (arriving, leaving) = part % 2 == 1 ? (_attended, _inner) : (_inner, _heads);
        _floatParts[part - 1].Run(arriving.Data, Positions, _residuals[1].Data, normed.Data, leaving.Data, _work, threads);
    }

    /// <summary>Memory for rows that fill up their last tile.</summary>
    private BoundTensor<float> Rows(int width)
    {
        var rows = new BoundTensor<float>(Padding.To(FloatProducts.Rows, Positions), width);
        rows.Show(Positions);
        return rows;
    }

    private void Activate(int item)
    {
        var start = item * Activated;
        VectorFunctions.Gelu(_inner.Data + start, Math.Min(Activated, _innerLength - start));
    }

    private OrtIoBinding Bind(int part)
    {
        var binding = _sessions[part].Session.CreateIoBinding();
        var isInner = part % 2 == 1;
        if (part > 0)
        {
            binding.BindInput(EncoderGraph.Arriving, (isInner ? _attended : _inner).Value);
            binding.BindInput(EncoderGraph.Residual, _residuals[part % 2].Value);
        }

        if (part == _parts - 1)
            return binding;

        binding.BindOutput(EncoderGraph.NewResidual, _residuals[(part + 1) % 2].Value);
        binding.BindOutput(EncoderGraph.Leaving, (isInner ? _inner : _heads).Value);
        return binding;
    }
}
