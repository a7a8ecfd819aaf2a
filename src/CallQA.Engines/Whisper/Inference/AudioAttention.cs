namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Self-attention of the encoder over one window, the largest part of its work: computed some rows at a time, so that scores never
/// leave the processor's cache. For one owner at a time.
/// </summary>
internal abstract unsafe class AudioAttention : IDisposable
{
    /// <summary>Positions that make an item of work.</summary>
    protected const int RowsOfItem = 60;

    /// <summary>Attention that goes with a precision.</summary>
    /// <param name="precision">How it computes.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="headWidth">Numbers of a head.</param>
    /// <param name="positions">Positions of a window.</param>
    public static AudioAttention For(Precision precision, int heads, int headWidth, int positions) => precision == Precision.Int8
        ? new ByteAttention(heads, headWidth, positions)
        : new FloatAttention(heads, headWidth, positions);

    /// <summary>Computes all heads.</summary>
    /// <param name="source">Queries, keys and values side by side [positions, 3 × width].</param>
    /// <param name="result">[positions, width].</param>
    /// <param name="threads">Threads to use.</param>
    public abstract void Attend(float* source, float* result, int threads);

    public abstract void Dispose();
}
