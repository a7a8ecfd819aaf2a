using System.Runtime.InteropServices;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Tests.Whisper;

/// <summary>Writes values in every element type of the format, block by block.</summary>
internal static class Quantizer
{
    public static void Write(BinaryWriter writer, GgmlType type, ReadOnlySpan<float> values)
    {
        if (type == GgmlType.F32)
        {
            writer.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        if (type == GgmlType.F16)
        {
            foreach (var value in values)
                writer.Write((Half)value);
            return;
        }

        for (var start = 0; start < values.Length; start += GgmlTypes.BlockLength)
            WriteBlock(writer, type, values.Slice(start, GgmlTypes.BlockLength));
    }

    private static void WriteBlock(BinaryWriter writer, GgmlType type, ReadOnlySpan<float> block)
    {
        var (min, max) = (block.ToArray().Min(), block.ToArray().Max());
        var largest = Math.Max(Math.Abs(min), Math.Abs(max));
        switch (type)
        {
            case GgmlType.Q8_0:
                var scale = WriteHalf(writer, largest / 127);
                foreach (var value in block)
                    writer.Write((sbyte)Math.Clamp(MathF.Round(Divide(value, scale)), -127, 127));
                break;
            case GgmlType.Q4_0:
                WritePacked(writer, block, WriteHalf(writer, largest / 7), offset: 8, bits: 4);
                break;
            case GgmlType.Q5_0:
                WritePacked(writer, block, WriteHalf(writer, largest / 15), offset: 16, bits: 5);
                break;
            case GgmlType.Q4_1:
            case GgmlType.Q5_1:
                var bits = type == GgmlType.Q4_1 ? 4 : 5;
                var step = WriteHalf(writer, (max - min) / ((1 << bits) - 1));
                WritePacked(writer, block, step, offset: -Divide(WriteHalf(writer, min), step), bits);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type));
        }
    }

    private static void WritePacked(BinaryWriter writer, ReadOnlySpan<float> block, float scale, float offset, int bits)
    {
        var quants = new uint[block.Length];
        for (var i = 0; i < quants.Length; i++)
            quants[i] = (uint)Math.Clamp(MathF.Round(Divide(block[i], scale) + offset), 0, (1 << bits) - 1);
        if (bits == 5)
        {
            var fifth = 0u;
            for (var i = 0; i < quants.Length; i++)
                fifth |= (quants[i] >> 4) << i;
            writer.Write(fifth);
        }

        for (var i = 0; i < quants.Length / 2; i++)
            writer.Write((byte)((quants[i] & 0xF) | ((quants[i + (quants.Length / 2)] & 0xF) << 4)));
    }

    private static float Divide(float value, float scale) => scale == 0 ? 0 : value / scale;

    private static float WriteHalf(BinaryWriter writer, float value)
    {
        writer.Write((Half)value);
        return (float)(Half)value;
    }
}
