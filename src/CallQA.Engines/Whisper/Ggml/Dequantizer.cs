using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CallQA.Engines.Whisper.Ggml;

/// <summary>Turns stored tensor bytes into 32-bit floats.</summary>
internal static class Dequantizer
{
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
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source)[..target.Length], target);
            return;
        }

        var blockBytes = type.BytesPerBlock();
        for (var block = 0; block * GgmlTypes.BlockLength < target.Length; block++)
            DecodeBlock(type, source.Slice(block * blockBytes, blockBytes), target.Slice(block * GgmlTypes.BlockLength, GgmlTypes.BlockLength));
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
