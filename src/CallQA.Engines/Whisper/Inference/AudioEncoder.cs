using System.Collections.Concurrent;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>Turns the log-mel of windows into the states that a decoder listens to. Safe for concurrent use.</summary>
internal abstract class AudioEncoder : IDisposable
{
    /// <summary>Loads the encoder of a model.</summary>
    /// <param name="file">The model.</param>
    /// <param name="precision">How it computes.</param>
    /// <param name="threads">Threads of one computation.</param>
    /// <param name="cancellationToken">Stops between graphs.</param>
    public static async Task<AudioEncoder> LoadAsync(GgmlFile file, Precision precision, int threads, CancellationToken cancellationToken) => precision == Precision.Int8
        ? new ByteEncoder(file.Header, await GraphSession.CreateAllAsync(EncoderGraph.PartsOf(file.Header), part => EncoderGraph.Build(file, part), file, threads, cancellationToken), threads)
        : new FloatEncoder(file.Header, (await GraphSession.CreateAllAsync(1, _ => EncoderGraph.Build(file), file, threads, cancellationToken))[0]);

    /// <summary>Windows that should be encoded together, given how many there are.</summary>
    public abstract int WindowsAtOnce(int positions, int count);

    /// <summary>Encodes windows.</summary>
    /// <param name="mel">Log-mel [windows, bins, 2 × positions].</param>
    /// <param name="windows">Number of windows.</param>
    /// <param name="states">Takes the states: a row per position, one window after the other.</param>
    public abstract void Encode(Memory<float> mel, int windows, BoundTensor<float> states);

    public abstract void Dispose();
}

/// <summary>In floating point: one graph.</summary>
internal sealed class FloatEncoder(GgmlHeader header, GraphSession graph) : AudioEncoder
{
    /// <summary>Memory that attention scores may take.</summary>
    private const long ScoreBytes = 96L << 20;

    public override int WindowsAtOnce(int positions, int count) =>
        (int)Math.Clamp(ScoreBytes / ((long)header.AudioHeads * positions * positions * sizeof(float)), 1, count);

    public override void Encode(Memory<float> mel, int windows, BoundTensor<float> states)
    {
        using var binding = graph.Session.CreateIoBinding();
        using var run = new RunOptions();

        // Scores of long windows are large; between batches that memory belongs to others.
        run.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        using var input = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, mel, [windows, header.MelBins, mel.Length / windows / header.MelBins]);
        binding.BindInput(EncoderGraph.Mel, input);
        binding.BindOutput(EncoderGraph.States, states.Value);
        graph.Session.RunWithBinding(run, binding);
    }

    public override void Dispose() => graph.Dispose();
}

/// <summary>On bytes: the graph's parts with attention and activations between them, one window at a time because a window's rounding must not depend on its neighbours.</summary>
internal sealed class ByteEncoder(GgmlHeader header, IReadOnlyList<GraphSession> parts, int threads) : AudioEncoder
{
    /// <summary>Passes not under way. Their memory is kept: to get it anew for every window takes a tenth of the time.</summary>
    private readonly ConcurrentBag<EncoderPass> _idle = [];

    public override int WindowsAtOnce(int positions, int count) => 1;

    public override void Encode(Memory<float> mel, int windows, BoundTensor<float> states)
    {
        if (_idle.TryTake(out var pass) && pass.Positions != states.ShownRows)
        {
            pass.Dispose();
            pass = null;
        }

        pass ??= new EncoderPass(header, parts, states.ShownRows);
        try
        {
            pass.Run(mel, states, threads);
        }
        finally
        {
            _idle.Add(pass);
        }
    }

    public override void Dispose()
    {
        while (_idle.TryTake(out var pass))
            pass.Dispose();
        foreach (var part in parts)
            part.Dispose();
    }
}
