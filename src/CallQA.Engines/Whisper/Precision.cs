using System.Diagnostics.CodeAnalysis;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace CallQA.Engines.Whisper;

/// <summary>In which numbers the network's matrix products are computed.</summary>
public enum Precision
{
    /// <summary><see cref="Int8"/> where the processor multiplies bytes natively (VNNI, Arm dot product), <see cref="Fp32"/> elsewhere.</summary>
    Auto,

    /// <summary>32-bit floating point.</summary>
    Fp32,

    /// <summary>Eight-bit integers: weights rounded once per row or block, activations on the fly. About twice to four times faster.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "The field's name for it.")]
    Int8,
}

/// <summary>What this processor is good at.</summary>
internal static class PrecisionChoice
{
    /// <summary>The precision that is really used: never <see cref="Precision.Auto"/>.</summary>
    public static Precision Resolve(this Precision precision) => precision != Precision.Auto ? precision
        : MultipliesBytes() ? Precision.Int8
        : Precision.Fp32;

    private static bool MultipliesBytes()
    {
        const int Avx512VnniBit = 11;
        if (AvxVnni.IsSupported || Dp.IsSupported)
            return true;
        return X86Base.IsSupported && Avx512BW.IsSupported && (X86Base.CpuId(7, 0).Ecx >> Avx512VnniBit & 1) == 1;
    }
}
