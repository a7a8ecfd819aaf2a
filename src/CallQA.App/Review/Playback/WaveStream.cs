using System.Buffers.Binary;
using CallQA.Recordings;

namespace CallQA.App.Review.Playback;

/// <summary>
/// A recording as a 16-bit PCM WAV file that exists only while it is read: any part of it can be asked for, and only that
/// part is decoded. What was recorded with G.711 or 16 bits comes out without a loss.
/// </summary>
/// <param name="clip">The recording, closed with the stream.</param>
/// <param name="coming">What brings the recording's samples while they are still being decoded, so that they are waited for; null when all are there.</param>
internal sealed class WaveStream(AudioClip clip, AudioDecoding? coming = null) : RecordingStream(clip)
{
    private const int HeaderLength = 44;
    private const int SampleLength = 2;
    private const int BlockFrames = 8192;

    private readonly int frameLength = clip.Channels.Count * SampleLength;
    private readonly byte[] header = Header(clip);
    private readonly float[] samples = new float[BlockFrames];
    private readonly byte[] block = new byte[BlockFrames * clip.Channels.Count * SampleLength];
    private long blockStart = -1;
    private int blockLength;

    public override long Length => HeaderLength + ((long)clip.Length * frameLength);

    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        while (read < buffer.Length && Position < Length)
        {
            var part = Position < HeaderLength ? header.AsSpan((int)Position) : BlockAt(Position - HeaderLength);
            var count = Math.Min(part.Length, buffer.Length - read);
            part[..count].CopyTo(buffer[read..]);
            read += count;
            Position += count;
        }

        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (coming is not null) await coming.WaitAsync(FrameAfter(Position + buffer.Length), cancellationToken);
        return await base.ReadAsync(buffer, cancellationToken);
    }

    private Span<byte> BlockAt(long position)
    {
        var start = position / block.Length * block.Length;
        if (start != blockStart) Decode(start);
        return block.AsSpan((int)(position - start), blockLength - (int)(position - start));
    }

    // Whole blocks are decoded.
    private long FrameAfter(long position) =>
        Math.Min(clip.Length, ((Math.Max(0, position - HeaderLength) / block.Length) + 1) * BlockFrames);

    private void Decode(long start)
    {
        var first = (int)(start / frameLength);
        var frames = Math.Min(BlockFrames, clip.Length - first);
        for (var channel = 0; channel < clip.Channels.Count; channel++)
        {
            clip.Channels[channel].Read(first, samples.AsSpan(0, frames));
            for (var frame = 0; frame < frames; frame++)
                BinaryPrimitives.WriteInt16LittleEndian(
                    block.AsSpan((frame * frameLength) + (channel * SampleLength)), (short)Math.Clamp(MathF.Round(samples[frame] * 32768f), -32768, 32767));
        }

        (blockStart, blockLength) = (start, frames * frameLength);
    }

    private static byte[] Header(AudioClip clip)
    {
        var (rate, channels) = (clip.SampleRate, clip.Channels.Count);
        // A length field cannot say more than four gigabytes; players then read to the end.
        var data = (uint)Math.Min((long)clip.Length * channels * SampleLength, uint.MaxValue - HeaderLength);
        var header = new byte[HeaderLength];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), data + HeaderLength - 8);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), rate * channels * SampleLength);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), (short)(channels * SampleLength));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), SampleLength * 8);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), data);
        return header;
    }
}
