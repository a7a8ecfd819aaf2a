using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>Sums of rows of sixteen small integers, each row times a factor: all that attention over stored numbers consists of.</summary>
internal static unsafe class WeightedSum
{
    /// <summary>Numbers in a row.</summary>
    public const int Lanes = 16;

    /// <summary>Bytes by which memory is asked for ahead: the processor itself does not look beyond a page.</summary>
    private const int Ahead = 4096;

    /// <summary>Sum of <paramref name="count"/> rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<float> Of<T>(T* rows, float* factors, int count)
        where T : unmanaged
    {
        // Four sums that do not wait for one another.
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var i = 0;
        for (; i + 4 <= count; i += 4, rows += 4 * Lanes)
        {
            Announce(rows);
            a = Vector512.FusedMultiplyAdd(Widen(rows), Vector512.Create(factors[i]), a);
            b = Vector512.FusedMultiplyAdd(Widen(rows + Lanes), Vector512.Create(factors[i + 1]), b);
            c = Vector512.FusedMultiplyAdd(Widen(rows + (2 * Lanes)), Vector512.Create(factors[i + 2]), c);
            d = Vector512.FusedMultiplyAdd(Widen(rows + (3 * Lanes)), Vector512.Create(factors[i + 3]), d);
        }

        for (; i < count; i++, rows += Lanes)
            a = Vector512.FusedMultiplyAdd(Widen(rows), Vector512.Create(factors[i]), a);
        return a + b + (c + d);
    }

    /// <summary>Four sums of the same rows with different factors, which read the rows once.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="factors">Factors of the first sum; those of the others follow at <paramref name="stride"/>.</param>
    /// <param name="stride">From one sum's factors to the next's.</param>
    /// <param name="count">Number of rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (Vector512<float> A, Vector512<float> B, Vector512<float> C, Vector512<float> D) OfFour<T>(T* rows, float* factors, int stride, int count)
        where T : unmanaged
    {
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var i = 0; i < count; i++, rows += Lanes)
        {
            Announce(rows);
            var row = Widen(rows);
            a = Vector512.FusedMultiplyAdd(row, Vector512.Create(factors[i]), a);
            b = Vector512.FusedMultiplyAdd(row, Vector512.Create(factors[stride + i]), b);
            c = Vector512.FusedMultiplyAdd(row, Vector512.Create(factors[(2 * stride) + i]), c);
            d = Vector512.FusedMultiplyAdd(row, Vector512.Create(factors[(3 * stride) + i]), d);
        }

        return (a, b, c, d);
    }

    /// <summary>Lets the processor fetch what comes later. Addresses that do not exist are ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Announce(void* place)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0((byte*)place + Ahead);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Widen<T>(T* source)
        where T : unmanaged
    {
        if (typeof(T) == typeof(sbyte))
        {
            var bytes = Vector128.Load((sbyte*)source);
            if (Avx512F.IsSupported)
                return Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(bytes));
            var (low, high) = Vector128.Widen(bytes);
            return Vector512.ConvertToSingle(Vector512.Create(Widen(low), Widen(high)));
        }

        var words = Vector256.Load((short*)source);
        return Vector512.ConvertToSingle(Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Int32(words)
            : Vector512.Create(Widen(words.GetLower()), Widen(words.GetUpper())));
    }

    private static Vector256<int> Widen(Vector128<short> words)
    {
        var (low, high) = Vector128.Widen(words);
        return Vector256.Create(low, high);
    }
}
