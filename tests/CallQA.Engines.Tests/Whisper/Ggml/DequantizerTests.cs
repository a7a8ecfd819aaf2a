using System.Runtime.InteropServices;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Tests.Whisper.Ggml;

public sealed class DequantizerTests
{
    /// <summary>Every number of 16 bits there is, and seven more so that the last do not fill a vector.</summary>
    private static readonly ushort[] Halves = [.. Enumerable.Range(0, 1 << 16).Concat(Enumerable.Range(15_000, 7)).Select(bits => (ushort)bits)];

    [Fact]
    public void Decode_IsExact_ForEveryNumberOf16Bits()
    {
        var result = new float[Halves.Length];

        Dequantizer.Decode(GgmlType.F16, MemoryMarshal.AsBytes<ushort>(Halves), result);

        for (var i = 0; i < Halves.Length; i++)
        {
            var expected = (float)BitConverter.UInt16BitsToHalf(Halves[i]);
            (float.IsNaN(expected) ? float.IsNaN(result[i]) : result[i].Equals(expected)).ShouldBeTrue($"bits {Halves[i]:X4}: {result[i]} instead of {expected}");
        }
    }
}
