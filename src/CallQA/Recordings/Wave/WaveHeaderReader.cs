using System.Buffers.Binary;
using System.Text;

namespace CallQA.Recordings.Wave;

/// <summary>
/// Walks the chunks of a RIFF, RF64 or BW64 stream up to its samples. No size it reads is believed before it has been held
/// against the stream.
/// </summary>
/// <param name="stream">At the start of the file; left at the first sample.</param>
/// <param name="path">The file's name for messages.</param>
internal sealed class WaveHeaderReader(Stream stream, string path)
{
    private const int LongestFormatChunk = 4096;
    private const uint Unknown = uint.MaxValue;

    private readonly byte[] buffer = new byte[LongestFormatChunk];
    private long position;
    private int peeked = -1;
    private long? longDataSize;

    private long? Remaining => stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : null;

    /// <exception cref="AudioFormatException">The stream is no usable WAV.</exception>
    public async Task<WaveHeader> ReadAsync(CancellationToken cancellationToken)
    {
        if (await FillAsync(12, cancellationToken) < 12)
            throw Damaged($"ends after {position} bytes, inside its header");

        WaveFormat? format = null;
        while (true)
        {
            var (id, size) = await ReadChunkHeaderAsync(cancellationToken);
            switch (id)
            {
                case "data":
                    return new WaveHeader(
                        format ?? throw Damaged("has its samples before their format"),
                        await DataLengthAsync(size, cancellationToken));
                case "fmt ":
                    format = WaveFormatParser.Parse((await ReadChunkAsync(id, size, LongestFormatChunk, cancellationToken)).Span, path);
                    break;
                case "ds64":
                    ReadLongSizes((await ReadChunkAsync(id, size, LongestFormatChunk, cancellationToken)).Span);
                    break;
                default:
                    await SkipAsync(id, size, cancellationToken);
                    break;
            }

            await SkipPaddingAsync(size, cancellationToken);
        }
    }

    private async Task<(string Id, uint Size)> ReadChunkHeaderAsync(CancellationToken cancellationToken)
    {
        var start = position - (peeked >= 0 ? 1 : 0);
        var count = await FillAsync(8, cancellationToken);
        if (count < 8)
            throw Damaged($"ends at byte {position} without any samples");

        var id = Encoding.Latin1.GetString(buffer, 0, 4);
        return id.All(character => character is >= ' ' and <= '~')
            ? (id, BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(4)))
            : throw Damaged($"has no chunk where one should begin, at byte {start}");
    }

    private async Task<ReadOnlyMemory<byte>> ReadChunkAsync(string id, uint size, int longest, CancellationToken cancellationToken)
    {
        if (size > longest)
            throw Damaged($"has a '{id.TrimEnd()}' chunk of {size} bytes where {longest} are the most");

        return await FillAsync((int)size, cancellationToken) == size
            ? buffer.AsMemory(0, (int)size)
            : throw Damaged($"ends inside its '{id.TrimEnd()}' chunk, at byte {position}");
    }

    private void ReadLongSizes(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 16)
            throw Damaged($"has a 'ds64' chunk of {chunk.Length} bytes where 28 are needed");

        longDataSize = BinaryPrimitives.ReadInt64LittleEndian(chunk[8..]);
    }

    /// <summary>Recorders that are killed leave 0, all ones or the size they meant to reach: what is there counts.</summary>
    private async Task<long?> DataLengthAsync(uint size, CancellationToken cancellationToken)
    {
        if (size == 0 && await IsFollowedByChunkAsync(cancellationToken))
            return 0;

        long? stated = size switch
        {
            0 => null,
            Unknown => longDataSize is > 0 ? longDataSize : null,
            _ => size,
        };
        return Remaining is { } remaining ? Math.Min(stated ?? remaining, remaining) : stated;
    }

    private async Task<bool> IsFollowedByChunkAsync(CancellationToken cancellationToken)
    {
        if (!stream.CanSeek)
            return false;

        var start = stream.Position;
        var count = await stream.ReadAtLeastAsync(buffer.AsMemory(0, 8), 8, throwOnEndOfStream: false, cancellationToken);
        var follows = count == 8
            && buffer.AsSpan(0, 4).ToArray().All(code => code is >= (byte)' ' and <= (byte)'~')
            && BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(4)) <= Remaining;
        stream.Position = start;
        return follows;
    }

    private async Task SkipAsync(string id, uint size, CancellationToken cancellationToken)
    {
        if (Remaining is { } remaining)
        {
            if (size > remaining)
                throw Damaged($"has a '{id.TrimEnd()}' chunk at byte {position - 8} that claims {size} bytes where {remaining} are left, and no samples before it");

            stream.Seek(size, SeekOrigin.Current);
            position += size;
            return;
        }

        for (long left = size; left > 0;)
        {
            var count = await FillAsync((int)Math.Min(left, buffer.Length), cancellationToken);
            if (count == 0)
                throw Damaged($"ends inside its '{id.TrimEnd()}' chunk, at byte {position}");

            left -= count;
        }
    }

    /// <summary>A chunk of odd size is followed by a zero byte, which some writers forget; no chunk's name begins with one.</summary>
    private async Task SkipPaddingAsync(uint size, CancellationToken cancellationToken)
    {
        if (size % 2 == 0)
            return;

        if (await FillAsync(1, cancellationToken) == 1 && buffer[0] != 0)
            peeked = buffer[0];
    }

    private async Task<int> FillAsync(int count, CancellationToken cancellationToken)
    {
        var kept = 0;
        if (peeked >= 0 && count > 0)
        {
            buffer[0] = (byte)peeked;
            peeked = -1;
            kept = 1;
        }

        var read = await stream.ReadAtLeastAsync(buffer.AsMemory(kept, count - kept), count - kept, throwOnEndOfStream: false, cancellationToken);
        position += read;
        return kept + read;
    }

    private AudioFormatException Damaged(string what) => new($"The WAV file '{path}' {what}; copy or export the recording again.");
}
