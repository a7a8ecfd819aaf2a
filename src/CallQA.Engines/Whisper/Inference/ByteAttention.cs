using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Attention on bytes, for which the runtime has floating point only. Queries and keys are rounded with a scale a position; attention with one a block of positions, so that
/// what is small beside the strongest is not lost; values with one for each of their numbers.
/// </summary>
internal sealed unsafe class ByteAttention : AudioAttention
{
    private const int Rows = ByteProducts.Rows;
    private const int Tile = ByteProducts.Columns;
    private const int Half = ByteProducts.Half;
    private const int Group = ByteProducts.Group;
    private const int Block = HeadBytes.Block;

    private const int Largest = 127;
    private const float LargestShare = 255;
    private const float Smallest = 1e-20f;

    private readonly HeadBytes[] _heads;

    public ByteAttention(int heads, int headWidth, int positions)
        : base(heads, headWidth, positions) => _heads = [.. Enumerable.Range(0, heads).Select(_ => new HeadBytes(headWidth, positions))];

    public override void Dispose() => Array.ForEach(_heads, head => head.Dispose());

    /// <inheritdoc />
    protected override void Store(int head, float* keys, float* values, int stride) => _heads[head].Store(keys, values, stride);

    /// <inheritdoc />
    protected override void AttendRows(int head, int first, int end)
    {
        var memory = _heads[head];
        var rented = ArrayPool<byte>.Shared.Rent(Scratch.BytesFor(memory) + 64);
        fixed (byte* start = rented)
        {
            var scratch = new Scratch(start + (64 - ((nint)start % 64)), memory);
            for (var row = first; row < end; row += Rows)
                Attend(memory, head, row, scratch);
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    private void Attend(HeadBytes memory, int head, int first, Scratch scratch)
    {
        for (var row = 0; row < Rows; row++)
            scratch.Scales[row] = RoundQuery(Query(head, first + row), scratch.Queries + (row * memory.Width));

        Score(memory, scratch);
        for (var row = 0; row < Rows; row++)
        {
            var at = row * memory.Positions;
            scratch.Sums[row] = Weigh(scratch.Products + at, memory.KeyScales, scratch.Scales[row], scratch.Shares + at, scratch.BlockScales + row, memory.Positions);
        }

        Collect(memory, scratch);
        for (var row = 0; row < Math.Min(Rows, Positions - first); row++)
            Finish(memory, scratch, row, Result(head, first + row));
    }

    /// <returns>The scale that turns products of rounded numbers into exponents of two.</returns>
    private float RoundQuery(float* query, byte* target)
    {
        var scale = RowRounding.Scale(query, HeadWidth, Largest);
        RowRounding.Round(query, HeadWidth, scale, HeadBytes.Shift, target);
        return Math.Max(Smallest, scale * VectorFunctions.Log2OfE / MathF.Sqrt(HeadWidth));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Score(HeadBytes memory, Scratch scratch)
    {
        var (groups, stride) = (memory.Width / Group, memory.Positions);
        var keys = memory.Keys;
        var starts = memory.KeyStarts;
        for (var at = 0; at < memory.Positions; at += Tile, keys += memory.Width * Tile)
        {
            var start = (Vector256.Load(starts + at), Vector256.Load(starts + at + Half));
            ByteProducts.Tile(scratch.Queries, memory.Width, keys, groups, start, new ScoreTarget(scratch.Products + at, stride));
        }
    }

    /// <summary>Turns products into shares of the whole, rounded to bytes with a scale a block.</summary>
    /// <param name="products">Of a query with all keys.</param>
    /// <param name="keyScales">What they are to be multiplied by.</param>
    /// <param name="scale">The query's scale.</param>
    /// <param name="shares">Takes the shares.</param>
    /// <param name="blockScales">Takes their scales, at every sixth place.</param>
    /// <param name="positions">A multiple of the block's length.</param>
    /// <returns>What the weighted values are to be divided by.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Weigh(int* products, float* keyScales, float scale, byte* shares, float* blockScales, int positions)
    {
        var scores = (float*)products;
        var most = -Highest(products, keyScales, positions) * scale;
        var (factor, highest, total) = (Vector512.Create(scale), Vector512.Create(most), Vector512<float>.Zero);
        for (var block = 0; block < positions; block += Block, blockScales += Rows)
        {
            var a = VectorFunctions.RoughExp2(Vector512.FusedMultiplyAdd(Vector512.Load(scores + block), factor, highest));
            var b = VectorFunctions.RoughExp2(Vector512.FusedMultiplyAdd(Vector512.Load(scores + block + Tile), factor, highest));
            var c = VectorFunctions.RoughExp2(Vector512.FusedMultiplyAdd(Vector512.Load(scores + block + (2 * Tile)), factor, highest));
            var d = VectorFunctions.RoughExp2(Vector512.FusedMultiplyAdd(Vector512.Load(scores + block + (3 * Tile)), factor, highest));
            total += a + b + (c + d);
            var largest = VectorFunctions.Highest(Vector512.MaxNative(Vector512.MaxNative(a, b), Vector512.MaxNative(c, d)));
            *blockScales = largest / LargestShare;
            var bytes = Vector512.Create(LargestShare / largest);
            ToBytes(a * bytes, b * bytes, c * bytes, d * bytes).Store(shares + block);
        }

        return Vector512.Sum(total);
    }

    /// <summary>Turns products into scores in their place, but for the query's scale.</summary>
    /// <returns>The highest.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Highest(int* products, float* keyScales, int positions)
    {
        var (first, second) = (Vector512.Create(float.MinValue), Vector512.Create(float.MinValue));
        for (var at = 0; at < positions; at += 2 * Tile)
        {
            var a = Vector512.ConvertToSingle(Vector512.Load(products + at)) * Vector512.Load(keyScales + at);
            var b = Vector512.ConvertToSingle(Vector512.Load(products + at + Tile)) * Vector512.Load(keyScales + at + Tile);
            a.Store((float*)products + at);
            b.Store((float*)products + at + Tile);
            (first, second) = (Vector512.MaxNative(first, a), Vector512.MaxNative(second, b));
        }

        return VectorFunctions.Highest(Vector512.MaxNative(first, second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> ToBytes(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        if (!Avx512BW.IsSupported)
            return Vector512.Narrow(Vector512.Narrow(Whole(a), Whole(b)), Vector512.Narrow(Whole(c), Whole(d)));

        // Packs quarters of a, b, c and d in turn; the shuffle puts each together again.
        var firstTwo = Avx512BW.PackUnsignedSaturate(Whole(a).AsInt32(), Whole(b).AsInt32()).AsInt16();
        var lastTwo = Avx512BW.PackUnsignedSaturate(Whole(c).AsInt32(), Whole(d).AsInt32()).AsInt16();
        var quarters = Avx512BW.PackUnsignedSaturate(firstTwo, lastTwo).AsInt32();
        return Vector512.Shuffle(quarters, Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Whole(Vector512<float> x) => Vector512.ConvertToUInt32Native(x + Vector512.Create(0.5f));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Collect(HeadBytes memory, Scratch scratch)
    {
        new Span<float>(scratch.Results, Rows * memory.Width).Clear();
        var values = memory.Values;
        var scales = scratch.BlockScales;
        var width = memory.Width;
        var zero = (Vector256<int>.Zero, Vector256<int>.Zero);
        for (var block = 0; block < memory.Positions; block += Block, scales += Rows)
        {
            for (var at = 0; at < width; at += Tile, values += Block * Tile)
                ByteProducts.Tile(scratch.Shares + block, memory.Positions, values, Block / Group, zero, new SumTarget(scratch.Results + at, width, scales));
        }
    }

    private void Finish(HeadBytes memory, Scratch scratch, int row, Span<float> result)
    {
        var sum = new ReadOnlySpan<float>(scratch.Results + (row * memory.Width), HeadWidth);
        TensorPrimitives.Divide(sum, scratch.Sums[row], result);
        TensorPrimitives.MultiplyAdd(result, new ReadOnlySpan<float>(memory.ValueScales, HeadWidth), new ReadOnlySpan<float>(memory.ValueMeans, HeadWidth), result);
    }

    /// <summary>Puts products where they are weighed.</summary>
    private readonly struct ScoreTarget(int* products, int stride) : ByteProducts.ITileTarget
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(int row, Vector256<int> left, Vector256<int> right)
        {
            left.Store(products + (row * (nint)stride));
            right.Store(products + (row * (nint)stride) + Half);
        }
    }

    /// <summary>Adds a block's weighted values to those before.</summary>
    private readonly struct SumTarget(float* results, int stride, float* scales) : ByteProducts.ITileTarget
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(int row, Vector256<int> left, Vector256<int> right)
        {
            var result = results + (row * (nint)stride);
            var scale = Vector256.Create(scales[row]);
            Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(left), scale, Vector256.Load(result)).Store(result);
            Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(right), scale, Vector256.Load(result + Half)).Store(result + Half);
        }
    }

    /// <summary>Memory for the rows under way.</summary>
    private readonly struct Scratch
    {
        public Scratch(byte* start, HeadBytes memory)
        {
            Products = (int*)start;
            Results = (float*)(Products + (Rows * memory.Positions));
            BlockScales = Results + (Rows * memory.Width);
            Scales = BlockScales + (Rows * memory.Positions / Block);
            Sums = Scales + Rows;
            Shares = (byte*)(Sums + Rows);
            Queries = Shares + (Rows * memory.Positions);
            new Span<byte>(Queries, Rows * memory.Width).Fill(HeadBytes.Shift);
        }

        /// <summary>Products of queries and keys [rows, positions]; then scores, in their place.</summary>
        public int* Products { get; }

        /// <summary>Weighted values [rows, width].</summary>
        public float* Results { get; }

        /// <summary>Scales of the shares [blocks, rows].</summary>
        public float* BlockScales { get; }

        /// <summary>Scales of the queries [rows].</summary>
        public float* Scales { get; }

        /// <summary>Sums of the shares [rows].</summary>
        public float* Sums { get; }

        /// <summary>Attention as bytes [rows, positions].</summary>
        public byte* Shares { get; }

        /// <summary>Queries as bytes [rows, width].</summary>
        public byte* Queries { get; }

        public static int BytesFor(HeadBytes memory) =>
            Rows * ((memory.Positions * (sizeof(float) + 1)) + (memory.Width * (sizeof(float) + 1)) + (memory.Positions / Block * sizeof(float)) + (2 * sizeof(float)));
    }
}
