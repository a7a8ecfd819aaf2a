using System.Buffers.Binary;
using System.Text;

namespace CallQA.Engines.Whisper.Onnx;

/// <summary>Writes the few constructs of the protobuf wire format that an ONNX file needs.</summary>
internal sealed class ProtoWriter(Stream stream)
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    public void Integer(int field, long value)
    {
        Tag(field, Varint);
        Raw((ulong)value);
    }

    public void Float(int field, float value)
    {
        Tag(field, Fixed32);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        stream.Write(bytes);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Header(field, value.Length);
        stream.Write(value);
    }

    /// <summary>Tag and length of a field whose content the caller writes next.</summary>
    public void Header(int field, long length)
    {
        Tag(field, LengthDelimited);
        Raw((ulong)length);
    }

    /// <summary>A nested message.</summary>
    public void Message(int field, Action<ProtoWriter> write)
    {
        using var nested = new MemoryStream();
        write(new ProtoWriter(nested));
        Bytes(field, nested.GetBuffer().AsSpan(0, (int)nested.Length));
    }

    private void Tag(int field, int wireType) => Raw((ulong)((field << 3) | wireType));

    private void Raw(ulong value)
    {
        while (value >= 0x80)
        {
            stream.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        stream.WriteByte((byte)value);
    }
}
