namespace CallQA.Recordings.Wave;

/// <summary>
/// Frames in memory. Blocks instead of one growing array, which would hold everything three times over while it doubles.
/// </summary>
internal sealed class FrameBlocks : FrameStore
{
    private const int BlockLength = 1 << 20;
    private readonly List<byte[]> blocks = [];

    /// <summary>Bytes collected.</summary>
    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var used = (int)(Length % BlockLength);
            if (used == 0)
                blocks.Add(new byte[BlockLength]);

            var part = bytes[..Math.Min(bytes.Length, BlockLength - used)];
            part.CopyTo(blocks[^1].AsSpan(used));
            Length += part.Length;
            bytes = bytes[part.Length..];
        }
    }

    public override void Read(long offset, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var used = (int)(offset % BlockLength);
            var part = blocks[(int)(offset / BlockLength)].AsSpan(used, Math.Min(target.Length, BlockLength - used));
            part.CopyTo(target);
            offset += part.Length;
            target = target[part.Length..];
        }
    }
}
