namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Self-attention of the encoder over one window, the largest part of its work: computed some rows at a time, so that scores never
/// leave the processor's cache. For one owner at a time.
/// </summary>
internal abstract unsafe class AudioAttention : IDisposable
{
    /// <summary>Positions that make an item of work.</summary>
    private const int RowsOfItem = 60;

    private readonly int _heads;
    private readonly HelpedWork _work = new();
    private readonly Action<int> _storeHead;
    private readonly Action<int> _attendItem;
    private float* _source;
    private float* _result;

    protected AudioAttention(int heads, int headWidth, int positions)
    {
        (_heads, HeadWidth, Positions) = (heads, headWidth, positions);
        (_storeHead, _attendItem) = (StoreHead, AttendItem);
    }

    /// <summary>Numbers of a head.</summary>
    protected int HeadWidth { get; }

    /// <summary>Positions of a window.</summary>
    protected int Positions { get; }

    private int Width => _heads * HeadWidth;

    private int ItemsPerHead => (Positions + RowsOfItem - 1) / RowsOfItem;

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
    public void Attend(float* source, float* result, int threads)
    {
        _source = source;
        _result = result;
        _work.Do(_heads, threads, _storeHead);
        _work.Do(_heads * ItemsPerHead, threads, _attendItem);
    }

    public abstract void Dispose();

    /// <summary>Takes a head's keys and values.</summary>
    /// <param name="head">The head.</param>
    /// <param name="keys">Its part of the first position's key; the others follow at <paramref name="stride"/>.</param>
    /// <param name="values">Placed as the keys.</param>
    /// <param name="stride">From position to position.</param>
    protected abstract void Store(int head, float* keys, float* values, int stride);

    /// <summary>Computes what some positions find in a head.</summary>
    /// <param name="head">The head.</param>
    /// <param name="first">The first position.</param>
    /// <param name="end">The position behind the last.</param>
    protected abstract void AttendRows(int head, int first, int end);

    /// <summary>A head's part of a position's query. Rows behind the last repeat it: they fill up a group, and their results are not taken.</summary>
    protected float* Query(int head, int row) => _source + ((long)Math.Min(row, Positions - 1) * 3 * Width) + (head * HeadWidth);

    /// <summary>Where a head's part of a position's result goes.</summary>
    protected Span<float> Result(int head, int row) => new(_result + ((long)row * Width) + (head * HeadWidth), HeadWidth);

    private void StoreHead(int head)
    {
        var keys = _source + Width + (head * HeadWidth);
        Store(head, keys, keys + Width, 3 * Width);
    }

    private void AttendItem(int item)
    {
        var first = item % ItemsPerHead * RowsOfItem;
        AttendRows(item / ItemsPerHead, first, Math.Min(first + RowsOfItem, Positions));
    }
}
