namespace CallQA.Engines.Whisper.Ggml;

/// <summary>Element types of a tensor; the numbers are those of the file.</summary>
internal enum GgmlType
{
    F32 = 0,
    F16 = 1,
    Q4_0 = 2,
    Q4_1 = 3,
    Q5_0 = 6,
    Q5_1 = 7,
    Q8_0 = 8,
}

/// <summary>Sizes of the element types.</summary>
internal static class GgmlTypes
{
    /// <summary>Elements that share one scale in the quantised types.</summary>
    public const int BlockLength = 32;

    /// <summary>Elements in the smallest unit of the type.</summary>
    public static int ElementsPerBlock(this GgmlType type) => type is GgmlType.F32 or GgmlType.F16 ? 1 : BlockLength;

    /// <summary>Bytes of the smallest unit of the type.</summary>
    public static int BytesPerBlock(this GgmlType type) => type switch
    {
        GgmlType.F32 => 4,
        GgmlType.F16 => 2,
        GgmlType.Q4_0 => 2 + 16,
        GgmlType.Q4_1 => 4 + 16,
        GgmlType.Q5_0 => 2 + 4 + 16,
        GgmlType.Q5_1 => 4 + 4 + 16,
        GgmlType.Q8_0 => 2 + 32,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type this reader knows."),
    };

    /// <summary>Bytes of that many elements, which must fill whole blocks.</summary>
    public static long ByteCount(this GgmlType type, long elements) => elements / type.ElementsPerBlock() * type.BytesPerBlock();
}
