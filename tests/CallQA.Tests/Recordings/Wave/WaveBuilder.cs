using System.Text;

namespace CallQA.Tests.Recordings.Wave;

/// <summary>Writes WAV files as recorders do, and as they should not.</summary>
internal sealed record WaveBuilder
{
    public string Riff { get; init; } = "RIFF";

    public ushort Tag { get; init; } = 1;

    public ushort Channels { get; init; } = 2;

    public uint SampleRate { get; init; } = 8000;

    public ushort Bits { get; init; } = 16;

    public ushort? BlockAlign { get; init; }

    /// <summary>Sub-format of an extensible header.</summary>
    public ushort? SubFormat { get; init; }

    /// <summary>Interleaved samples.</summary>
    public byte[] Data { get; init; } = [];

    public uint? DataSize { get; init; }

    /// <summary>Chunks between format and data.</summary>
    public byte[] Between { get; init; } = [];

    /// <summary>What follows the data.</summary>
    public byte[] After { get; init; } = [];

    public static byte[] Chunk(string id, byte[] content, uint? size = null, bool pad = true) =>
    [
        .. Encoding.ASCII.GetBytes(id),
        .. BitConverter.GetBytes(size ?? (uint)content.Length),
        .. content,
        .. pad && content.Length % 2 == 1 ? new byte[1] : [],
    ];

    public static byte[] Pcm16(params short[] samples) => [.. samples.SelectMany(BitConverter.GetBytes)];

    public byte[] Build() =>
    [
        .. Encoding.ASCII.GetBytes(Riff),
        .. BitConverter.GetBytes(uint.MaxValue),
        .. "WAVE"u8,
        .. Riff == "RIFF" ? [] : LongSizes(),
        .. Chunk("fmt ", Format()),
        .. Between,
        .. Chunk("data", Data, DataSize, pad: DataSize is null),
        .. After,
    ];

    private byte[] LongSizes() => Chunk("ds64", [.. BitConverter.GetBytes(0L), .. BitConverter.GetBytes((long)Data.Length), .. BitConverter.GetBytes(0L), .. BitConverter.GetBytes(0)]);

    private byte[] Format()
    {
        var align = BlockAlign ?? (ushort)(Channels * Bits / 8);
        byte[] basic =
        [
            .. BitConverter.GetBytes(SubFormat is null ? Tag : (ushort)0xFFFE),
            .. BitConverter.GetBytes(Channels),
            .. BitConverter.GetBytes(SampleRate),
            .. BitConverter.GetBytes(SampleRate * align),
            .. BitConverter.GetBytes(align),
            .. BitConverter.GetBytes(Bits),
        ];
        return SubFormat is { } sub
            ? [.. basic, 22, 0, .. BitConverter.GetBytes(Bits), 3, 0, 0, 0, .. BitConverter.GetBytes(sub), 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
            : basic;
    }
}
