using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CallQA.Engines.Whisper.Ggml;

/// <summary>Turns stored tensor bytes into 32-bit floats.</summary>
internal static class Dequantizer
{
    private const uint HalfSize = 0x7FFF;
    private const uint HalfSign = 0x8000;
    private const uint HalfInfinity = 0x7C00;
    private const uint SingleInfinity = 0x7F800000;
    private const int MantissaShift = 13;
    private const int SignShift = 16;

    /// <summary>2¹¹², the difference of the biases 127 and 15.</summary>
    private const float BiasCorrection = 5.192296858534828e33f;

    private const int Half16 = GgmlTypes.BlockLength / 2;

    /// <summary>Decodes <paramref name="source"/>, which holds exactly <paramref name="target"/>'s elements.</summary>
    public static void Decode(GgmlType type, ReadOnlySpan<byte> source, Span<float> target)
    {
        if (type == GgmlType.F32)
        {
            MemoryMarshal.Cast<byte, float>(source)[..target.Length].CopyTo(target);
            return;
        }

        if (type == GgmlType.F16)
        {
            Halves(MemoryMarshal.Cast<byte, ushort>(source)[..target.Length], target);
            return;
        }

        var blockBytes = type.BytesPerBlock();
        for (var block = 0; block * GgmlTypes.BlockLength < target.Length; block++)
            DecodeBlock(type, source.Slice(block * blockBytes, blockBytes), target.Slice(block * GgmlTypes.BlockLength, GgmlTypes.BlockLength));
    }

    // The library's conversion is compiled without optimisation at first, and a model is loaded once only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Halves(ReadOnlySpan<ushort> source, Span<float> target)
    {
        var i = 0;
        for (; i + Vector512<float>.Count <= target.Length; i += Vector512<float>.Count)
        {
            var halves = Vector256.Create(source[i..]);
            Widen(Vector512.Create(Vector256.WidenLower(halves), Vector256.WidenUpper(halves))).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
            target[i] = (float)BitConverter.UInt16BitsToHalf(source[i]);
    }

    /// <summary>Numbers of 16 bits as 32-bit floats: exponent and mantissa in their new place, the exponent's bias corrected by a product, which is exact for the smallest too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Widen(Vector512<uint> halves)
    {
        var size = Vector512.ShiftLeft(halves & Vector512.Create(HalfSize), MantissaShift).AsSingle() * Vector512.Create(BiasCorrection);
        var endless = Vector512.GreaterThanOrEqual(halves & Vector512.Create(HalfSize), Vector512.Create(HalfInfinity)) & Vector512.Create(SingleInfinity);
        var sign = Vector512.ShiftLeft(halves & Vector512.Create(HalfSign), SignShift);
        return (size.AsUInt32() | endless | sign).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DecodeBlock(GgmlType type, ReadOnlySpan<byte> block, Span<float> target)
    {
        var scale = ReadHalf(block);
        switch (type)
        {
            case GgmlType.Q8_0:
                Bytes(MemoryMarshal.Cast<byte, sbyte>(block[2..]), scale, target);
                break;
            case GgmlType.Q4_0:
                Nibbles(block[2..], 0, scale, -8 * scale, target);
                break;
            case GgmlType.Q4_1:
                Nibbles(block[4..], 0, scale, ReadHalf(block[2..]), target);
                break;
            case GgmlType.Q5_0:
                Nibbles(block[6..], BinaryPrimitives.ReadUInt32LittleEndian(block[2..]), scale, -16 * scale, target);
                break;
            case GgmlType.Q5_1:
                Nibbles(block[8..], BinaryPrimitives.ReadUInt32LittleEndian(block[4..]), scale, ReadHalf(block[2..]), target);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Not a quantised type.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Bytes(ReadOnlySpan<sbyte> packed, float scale, Span<float> target)
    {
        for (var i = 0; i < target.Length; i += Vector128<sbyte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.Create(packed[i..]));
            var (a, b) = Vector128.Widen(low);
            var (c, d) = Vector128.Widen(high);
            (Vector128.ConvertToSingle(a) * scale).CopyTo(target[i..]);
            (Vector128.ConvertToSingle(b) * scale).CopyTo(target[(i + 4)..]);
            (Vector128.ConvertToSingle(c) * scale).CopyTo(target[(i + 8)..]);
            (Vector128.ConvertToSingle(d) * scale).CopyTo(target[(i + 12)..]);
        }
    }

    /// <summary>Low nibbles are the first half of the block, high nibbles the second; <paramref name="fifthBits"/> holds one more bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Nibbles(ReadOnlySpan<byte> packed, uint fifthBits, float scale, float offset, Span<float> target)
    {
        for (var i = 0; i < Half16; i++)
        {
            var low = (packed[i] & 0xF) | (int)(((fifthBits >> i) & 1) << 4);
            var high = (packed[i] >> 4) | (int)(((fifthBits >> (i + Half16)) & 1) << 4);
            target[i] = (scale * low) + offset;
            target[i + Half16] = (scale * high) + offset;
        }
    }

    private static float ReadHalf(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);
}
