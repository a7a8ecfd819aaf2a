using System.Buffers.Binary;

namespace CallQA.Recordings.Wave;

/// <summary>Writes what stands before the samples of a WAV file.</summary>
internal static class WaveHeaderWriter
{
    /// <summary>Bytes of a header.</summary>
    public const int Length = 46;

    /// <summary>The header of a file.</summary>
    /// <param name="format">How the samples are coded.</param>
    /// <param name="dataLength">Bytes of samples; of more than a header can state, all ones says "to the end".</param>
    public static byte[] Write(WaveFormat format, long dataLength)
    {
        var header = new byte[Length];
        var frame = format.FrameSize;
        "RIFF"u8.CopyTo(header);
        Size(4, dataLength + Length - 8);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), 18);
        Short(20, format.Tag);
        Short(22, format.Channels);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), format.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), format.SampleRate * frame);
        Short(32, frame);
        Short(34, format.BitsPerSample);
        "data"u8.CopyTo(header.AsSpan(38));
        Size(42, dataLength);
        return header;

        void Short(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(at), (ushort)value);
        void Size(int at, long value) => BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(at), (uint)Math.Min(value, uint.MaxValue));
    }
}
