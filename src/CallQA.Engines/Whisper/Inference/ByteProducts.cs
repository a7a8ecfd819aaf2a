using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Products of small tiles of bytes, which attention of the encoder consists of: six rows times sixteen columns, summed over groups of
/// four. Exact, and therefore the same on every processor.
/// </summary>
internal static unsafe class ByteProducts
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 6;

    /// <summary>Columns of a tile.</summary>
    public const int Columns = 16;

    /// <summary>Bytes whose products are summed into one number by one instruction.</summary>
    public const int Group = 4;

    /// <summary>Columns of half a tile. Sums stay in halves: instructions of double width between the products would close one of an Intel processor's two units for them.</summary>
    public const int Half = Columns / 2;

    /// <summary>Computes a tile.</summary>
    /// <param name="rows">Unsigned bytes of the first row; the others follow at <paramref name="stride"/>.</param>
    /// <param name="stride">From row to row.</param>
    /// <param name="columns">Signed bytes [groups, <see cref="Columns"/>, <see cref="Group"/>].</param>
    /// <param name="groups">Groups of four.</param>
    /// <param name="starts">What the sums of the first and of the last columns start from, in every row.</param>
    /// <param name="target">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tile<TTarget>(byte* rows, int stride, sbyte* columns, int groups, (Vector256<int> Left, Vector256<int> Right) starts, TTarget target)
        where TTarget : struct, ITileTarget
    {
        var (a0, a1, b0, b1) = (starts.Left, starts.Right, starts.Left, starts.Right);
        var (c0, c1, d0, d1) = (starts.Left, starts.Right, starts.Left, starts.Right);
        var (e0, e1, f0, f1) = (starts.Left, starts.Right, starts.Left, starts.Right);
        var step = (nint)stride;
        var later = rows + (3 * step);
        for (var group = 0; group < groups; group++, rows += Group, later += Group, columns += Columns * Group)
        {
            var (left, right) = (Vector256.Load(columns), Vector256.Load(columns + (Half * Group)));
            var row = Broadcast(rows);
            (a0, a1) = (Add(a0, row, left), Add(a1, row, right));
            row = Broadcast(rows + step);
            (b0, b1) = (Add(b0, row, left), Add(b1, row, right));
            row = Broadcast(rows + (2 * step));
            (c0, c1) = (Add(c0, row, left), Add(c1, row, right));
            row = Broadcast(later);
            (d0, d1) = (Add(d0, row, left), Add(d1, row, right));
            row = Broadcast(later + step);
            (e0, e1) = (Add(e0, row, left), Add(e1, row, right));
            row = Broadcast(later + (2 * step));
            (f0, f1) = (Add(f0, row, left), Add(f1, row, right));
        }

        target.Take(0, a0, a1);
        target.Take(1, b0, b1);
        target.Take(2, c0, c1);
        target.Take(3, d0, d1);
        target.Take(4, e0, e1);
        target.Take(5, f0, f1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Broadcast(byte* group) => Vector256.Create(*(int*)group).AsByte();

    /// <summary>Adds to each sum four products of unsigned and signed bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Add(Vector256<int> sums, Vector256<byte> left, Vector256<sbyte> right) => AvxVnni.IsSupported
        ? AvxVnni.MultiplyWideningAndAdd(sums, left, right)
        : sums + SumOfProducts(left, right);

    /// <summary>The same where the processor has no instruction for it.</summary>
    internal static Vector256<int> SumOfProducts(Vector256<byte> left, Vector256<sbyte> right)
    {
        // No product exceeds sixteen bits: 255 · −128 = −32,640.
        var (leftLow, leftHigh) = Vector256.Widen(left);
        var (rightLow, rightHigh) = Vector256.Widen(right);
        var (first, second) = Vector256.Widen(leftLow.AsInt16() * rightLow);
        var (third, fourth) = Vector256.Widen(leftHigh.AsInt16() * rightHigh);
        return Vector256.Create(
            Vector128.Sum(first.GetLower()),
            Vector128.Sum(first.GetUpper()),
            Vector128.Sum(second.GetLower()),
            Vector128.Sum(second.GetUpper()),
            Vector128.Sum(third.GetLower()),
            Vector128.Sum(third.GetUpper()),
            Vector128.Sum(fourth.GetLower()),
            Vector128.Sum(fourth.GetUpper()));
    }

    /// <summary>Takes the sums of a tile while they are in registers: on their way through memory they cost a quarter more.</summary>
    public interface ITileTarget
    {
        /// <summary>Takes a row.</summary>
        /// <param name="row">Which of the <see cref="Rows"/>.</param>
        /// <param name="left">Sums of the first <see cref="Half"/> columns.</param>
        /// <param name="right">Sums of the last.</param>
        void Take(int row, Vector256<int> left, Vector256<int> right);
    }
}
