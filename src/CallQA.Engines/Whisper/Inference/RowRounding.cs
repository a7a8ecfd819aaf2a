using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>Rounds rows of numbers to small integers.</summary>
internal static unsafe class RowRounding
{
    private const int Lanes = VectorFunctions.Lanes;

    /// <summary>What a step of the integers stands for when the row's largest number becomes <paramref name="largest"/>; 0 for a row of zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Scale(float* row, int count, int largest)
    {
        var most = Vector512<float>.Zero;
        var i = 0;
        for (; i + Lanes <= count; i += Lanes)
            most = Vector512.MaxNative(most, Vector512.Abs(Vector512.Load(row + i)));
        var highest = VectorFunctions.Highest(most);
        for (; i < count; i++)
            highest = Math.Max(highest, MathF.Abs(row[i]));
        return highest / largest;
    }

    /// <summary>Rounds a row to bytes.</summary>
    /// <param name="row">The numbers.</param>
    /// <param name="count">How many.</param>
    /// <param name="scale">What a step stands for.</param>
    /// <param name="shift">Added to each.</param>
    /// <param name="target">Takes the bytes.</param>
    /// <returns>The sum of the rounded numbers, before the shift.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Round(float* row, int count, float scale, int shift, byte* target)
    {
        var (factor, by) = (scale == 0 ? 0 : 1 / scale, Vector512.Create(shift));
        var (sums, i) = (Vector512<int>.Zero, 0);
        for (; i + Lanes <= count; i += Lanes)
        {
            var rounded = Vector512.ConvertToInt32Native(Vector512.Round(Vector512.Load(row + i) * Vector512.Create(factor)));
            sums += rounded;
            var words = Vector256.Narrow((rounded + by).GetLower(), (rounded + by).GetUpper());
            Vector128.Narrow(words.GetLower(), words.GetUpper()).AsByte().Store(target + i);
        }

        var sum = Vector512.Sum(sums);
        for (; i < count; i++)
        {
            var rounded = (int)MathF.Round(row[i] * factor);
            sum += rounded;
            target[i] = (byte)(rounded + shift);
        }

        return sum;
    }

    /// <summary>Rounds a row to 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Round(float* row, int count, float scale, short* target)
    {
        var (factor, i) = (scale == 0 ? 0 : 1 / scale, 0);
        for (; i + Lanes <= count; i += Lanes)
        {
            var rounded = Vector512.ConvertToInt32Native(Vector512.Round(Vector512.Load(row + i) * Vector512.Create(factor)));
            Vector256.Narrow(rounded.GetLower(), rounded.GetUpper()).Store(target + i);
        }

        for (; i < count; i++)
            target[i] = (short)MathF.Round(row[i] * factor);
    }
}
