using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>Functions of sixteen numbers at once, as exact as 32-bit results of a network need.</summary>
internal static class VectorFunctions
{
    /// <summary>Numbers computed at once.</summary>
    public const int Lanes = 16;

    /// <summary>Turns exponents of e into exponents of two.</summary>
    public const float Log2OfE = 1.44269504f;

    private const float SmallestPower = -126;
    private const float MantissaBits = 23;

    /// <summary>2ˣ for x up to 126, to 3 parts in a million: the first terms of its series; nearly nothing, or nothing, below −126.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp2(Vector512<float> x)
    {
        var (whole, part) = Split(x);
        var power = Vector512.Create(1.33335581e-3f);
        power = Vector512.FusedMultiplyAdd(power, part, Vector512.Create(9.61812911e-3f));
        power = Vector512.FusedMultiplyAdd(power, part, Vector512.Create(5.55041087e-2f));
        power = Vector512.FusedMultiplyAdd(power, part, Vector512.Create(2.40226507e-1f));
        power = Vector512.FusedMultiplyAdd(power, part, Vector512.Create(6.93147181e-1f));
        power = Vector512.FusedMultiplyAdd(power, part, Vector512<float>.One);
        return Raise(power, whole);
    }

    /// <summary>The same to 8 parts in a hundred thousand, for what is rounded to a byte next: the best polynomial of third degree for relative errors from −½ to ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RoughExp2(Vector512<float> x)
    {
        var (whole, part) = Split(x);
        var power = Vector512.Create(5.51716691e-2f);
        power = Vector512.FusedMultiplyAdd(power, part, Vector512.Create(2.42611122e-1f));
        power = Vector512.FusedMultiplyAdd(power, part, Vector512.Create(6.93260985e-1f));
        power = Vector512.FusedMultiplyAdd(power, part, Vector512.Create(9.99928074e-1f));
        return Raise(power, whole);
    }

    /// <summary>An exponent's nearest whole number and the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Whole, Vector512<float> Part) Split(Vector512<float> x)
    {
        // The instruction that scales by a power of two goes on where 32 bits end; without it the power must stay in range.
        if (!Avx512F.IsSupported)
            x = Vector512.MaxNative(x, Vector512.Create(SmallestPower));
        var whole = Vector512.Round(x);
        return (whole, x - whole);
    }

    /// <summary>A number times two to a whole power.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Raise(Vector512<float> number, Vector512<float> whole) => Avx512F.IsSupported
        ? Avx512F.Scale(number, whole)
        : (number.AsInt32() + Vector512.ShiftLeft(Vector512.ConvertToInt32Native(whole), (int)MantissaBits)).AsSingle();

    /// <summary>
    /// x·Φ(x), the Gaussian error linear unit, to 3 parts in a million: the error function by formula 7.1.26 of Abramowitz
    /// and Stegun, Handbook of Mathematical Functions (1964).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Gelu(Vector512<float> x)
    {
        var z = Vector512.Abs(x) * Vector512.Create(0.70710678f);
        var t = Vector512<float>.One / Vector512.FusedMultiplyAdd(Vector512.Create(0.3275911f), z, Vector512<float>.One);
        var tail = Vector512.Create(1.061405429f);
        tail = Vector512.FusedMultiplyAdd(tail, t, Vector512.Create(-1.453152027f));
        tail = Vector512.FusedMultiplyAdd(tail, t, Vector512.Create(1.421413741f));
        tail = Vector512.FusedMultiplyAdd(tail, t, Vector512.Create(-0.284496736f));
        tail = Vector512.FusedMultiplyAdd(tail, t, Vector512.Create(0.254829592f));
        tail *= t * Exp2(z * z * Vector512.Create(-Log2OfE)) * Vector512.Create(0.5f);

        // Φ(−|x|) = tail, so x·Φ(x) is x·tail below zero and x − x·tail above.
        return Vector512.FusedMultiplyAdd(-Vector512.Abs(x), tail, Vector512.MaxNative(x, Vector512<float>.Zero));
    }

    /// <summary>Replaces numbers by their <see cref="Gelu(Vector512{float})"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Gelu(float* values, int count)
    {
        var i = 0;
        for (; i + Lanes <= count; i += Lanes)
            Gelu(Vector512.Load(values + i)).Store(values + i);
        for (; i < count; i++)
            values[i] = Gelu(Vector512.Create(values[i]))[0];
    }

    /// <summary>The largest of the sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Highest(Vector512<float> x)
    {
        var half = Vector256.MaxNative(x.GetLower(), x.GetUpper());
        var quarter = Vector128.MaxNative(half.GetLower(), half.GetUpper());
        quarter = Vector128.MaxNative(quarter, Vector128.Shuffle(quarter, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(quarter, Vector128.Shuffle(quarter, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    /// <summary>The largest of so many numbers.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="count">A multiple of <see cref="Lanes"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe float Highest(float* values, int count)
    {
        // Two that do not wait for each other.
        var (a, b) = (Vector512.Load(values), Vector512.Load(values));
        var i = Lanes;
        for (; i + Lanes < count; i += 2 * Lanes)
            (a, b) = (Vector512.MaxNative(a, Vector512.Load(values + i)), Vector512.MaxNative(b, Vector512.Load(values + i + Lanes)));
        if (i < count)
            a = Vector512.MaxNative(a, Vector512.Load(values + i));
        return Highest(Vector512.MaxNative(a, b));
    }
}
