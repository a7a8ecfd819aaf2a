using System.Buffers.Binary;

namespace CallQA.Recordings.Wave;

/// <summary>One coding of a sample; a type for each lets the inner loop be compiled for it.</summary>
internal interface ISampleCodec
{
    static abstract int Size { get; }

    static abstract float Decode(ReadOnlySpan<byte> sample);
}

internal readonly struct Pcm8 : ISampleCodec
{
    public static int Size => 1;

    public static float Decode(ReadOnlySpan<byte> sample) => (sample[0] - 128) / 128f;
}

internal readonly struct Pcm16 : ISampleCodec
{
    public static int Size => 2;

    public static float Decode(ReadOnlySpan<byte> sample) => BinaryPrimitives.ReadInt16LittleEndian(sample) / 32768f;
}

internal readonly struct Pcm24 : ISampleCodec
{
    public static int Size => 3;

    public static float Decode(ReadOnlySpan<byte> sample) =>
        (sample[0] | (sample[1] << 8) | ((sbyte)sample[2] << 16)) / 8388608f;
}

internal readonly struct Pcm32 : ISampleCodec
{
    public static int Size => 4;

    public static float Decode(ReadOnlySpan<byte> sample) => BinaryPrimitives.ReadInt32LittleEndian(sample) / 2147483648f;
}

internal readonly struct Float32 : ISampleCodec
{
    public static int Size => 4;

    public static float Decode(ReadOnlySpan<byte> sample)
    {
        var value = BinaryPrimitives.ReadSingleLittleEndian(sample);
        return float.IsFinite(value) ? value : 0;
    }
}

internal readonly struct Float64 : ISampleCodec
{
    public static int Size => 8;

    public static float Decode(ReadOnlySpan<byte> sample)
    {
        var value = (float)BinaryPrimitives.ReadDoubleLittleEndian(sample);
        return float.IsFinite(value) ? value : 0;
    }
}

internal readonly struct MuLaw : ISampleCodec
{
    public static int Size => 1;

    public static float Decode(ReadOnlySpan<byte> sample) => G711.MuLaw[sample[0]] / 32768f;
}

internal readonly struct ALaw : ISampleCodec
{
    public static int Size => 1;

    public static float Decode(ReadOnlySpan<byte> sample) => G711.ALaw[sample[0]] / 32768f;
}
