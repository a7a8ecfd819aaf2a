using System.Collections.Concurrent;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Where encoded windows are kept. Their memory goes from window to window: to get it anew costs a tenth of the time. Safe for
/// concurrent use.
/// </summary>
internal abstract class AudioMemory : IDisposable
{
    /// <summary>Memory of the kind that goes with a precision: bytes with bytes, 16 bits with floating point.</summary>
    public static AudioMemory For(GgmlHeader header, Precision precision) =>
        Create(header.TextLayers, header.TextHeads, header.TextState / header.TextHeads, header.AudioContext, precision);

    /// <inheritdoc cref="For"/>
    /// <param name="layers">Layers of the decoder.</param>
    /// <param name="heads">Heads of a layer.</param>
    /// <param name="headWidth">Numbers of a head.</param>
    /// <param name="positions">Most positions of a window.</param>
    /// <param name="precision">What the memory goes with.</param>
    public static AudioMemory Create(int layers, int heads, int headWidth, int positions, Precision precision) => precision == Precision.Int8
        ? new AudioMemory<sbyte>(layers, heads, headWidth, positions)
        : new AudioMemory<short>(layers, heads, headWidth, positions);

    /// <summary>Memory for some windows.</summary>
    /// <param name="count">Number of windows.</param>
    /// <param name="positions">Positions of the encoder in each.</param>
    public abstract EncodedWindows Take(int count, int positions);

    public abstract void Dispose();
}

/// <inheritdoc />
/// <typeparam name="T">Stored type.</typeparam>
internal sealed class AudioMemory<T>(int layers, int heads, int headWidth, int positions) : AudioMemory
    where T : unmanaged
{
    /// <summary>Memory that is kept while nobody needs it.</summary>
    private const long KeptBytes = 128L << 20;

    private readonly ConcurrentBag<CrossMemory<T>[]> _idle = [];

    public override EncodedWindows Take(int count, int windowPositions) => new EncodedWindows<T>(
        this, [.. Enumerable.Range(0, count).Select(_ => Rent(windowPositions))], windowPositions, new CrossAttention<T>(heads, headWidth));

    /// <summary>Takes a window's memory back.</summary>
    public void Return(CrossMemory<T>[] window)
    {
        if (window.Sum(layer => layer.Bytes) * (_idle.Count + 1) <= KeptBytes)
            _idle.Add(window);
        else
            Array.ForEach(window, layer => layer.Dispose());
    }

    public override void Dispose()
    {
        while (_idle.TryTake(out var window))
            Array.ForEach(window, layer => layer.Dispose());
    }

    private CrossMemory<T>[] Rent(int windowPositions)
    {
        if (!_idle.TryTake(out var window))
            window = [.. Enumerable.Range(0, layers).Select(_ => new CrossMemory<T>(heads, headWidth, positions))];
        Array.ForEach(window, layer => layer.Use(windowPositions));
        return window;
    }
}
