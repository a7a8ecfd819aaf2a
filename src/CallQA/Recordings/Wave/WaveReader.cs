namespace CallQA.Recordings.Wave;

/// <summary>Reads the samples of a WAV stream block by block, whether it can seek or is a pipe.</summary>
/// <param name="stream">At the first sample.</param>
/// <param name="header">What stood before it.</param>
/// <param name="limits">Refuse a recording that is too long.</param>
/// <param name="recording">The file.</param>
internal sealed class WaveReader(Stream stream, WaveHeader header, DecodingLimits limits, RecordingFile recording)
{
    private const int BlockSize = 65536;

    private readonly WaveFormat format = header.Format;

    /// <param name="inMemory">Most bytes of frames kept in memory; more stay in the file, or go into a temporary one.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="AudioFormatException">Not one whole frame is there, or too many are.</exception>
    public async Task<AudioClip> ReadAsync(long inMemory, CancellationToken cancellationToken)
    {
        if (stream.CanSeek && ExpectedFrames() is > 0 and { } frames && frames * format.FrameSize > inMemory)
            return ToClip(recording.OpenFrames(stream.Position, stream.Length), frames);

        using var spool = new FrameSpool(inMemory, recording.Path);
        await foreach (var block in BlocksAsync(cancellationToken))
        {
            await spool.AppendAsync(block, cancellationToken);
            limits.Check(spool.Length / format.FrameSize, format.SampleRate, format.Channels);
        }

        return spool.Length > 0 ? ToClip(spool.Take(), spool.Length / format.FrameSize) : throw Empty();
    }

    /// <summary>Hands every frame on as it comes.</summary>
    /// <returns>How many came.</returns>
    /// <exception cref="AudioFormatException">Not one whole frame is there, or too many are.</exception>
    public async Task<long> DecodeAsync(AudioDecoding decoding, CancellationToken cancellationToken)
    {
        decoding.Begin(format);
        await foreach (var block in BlocksAsync(cancellationToken))
        {
            await decoding.AppendAsync(block, cancellationToken);
            limits.Check(decoding.Frames, format.SampleRate, format.Channels);
        }

        return decoding.Frames > 0 ? decoding.Frames : throw Empty();
    }

    /// <summary>Number of frames: from the header where it could be held against the file, by reading to the end of a pipe.</summary>
    /// <exception cref="AudioFormatException">Not one whole frame is there, or too many are.</exception>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var count = 0L;
        if (stream.CanSeek && ExpectedFrames() is { } known)
        {
            count = known;
        }
        else
        {
            await foreach (var frames in BlocksAsync(cancellationToken))
            {
                count += frames.Length / format.FrameSize;
                limits.Check(count, format.SampleRate, format.Channels);
            }
        }

        return count > 0 ? count : throw Empty();
    }

    private AudioClip ToClip(FrameStore frames, long length) => new(
        format.SampleRate,
        [.. Enumerable.Range(0, format.Channels).Select(channel => new WaveChannel(frames, format, channel, (int)length))])
    {
        Source = frames as IDisposable,
    };

    private long? ExpectedFrames()
    {
        var frames = header.DataLength / format.FrameSize;
        if (frames is { } count)
            limits.Check(count, format.SampleRate, format.Channels);

        return frames;
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> BlocksAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var block = new byte[BlockSize / format.FrameSize * format.FrameSize];
        var left = header.DataLength ?? long.MaxValue;
        while (left >= format.FrameSize)
        {
            var wanted = (int)Math.Min(left, block.Length);
            var count = await stream.ReadAtLeastAsync(block.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, cancellationToken);
            yield return block.AsMemory(0, count - (count % format.FrameSize));
            if (count < wanted)
                yield break;

            left -= count;
        }
    }

    private AudioFormatException Empty() => new(
        $"The recording '{recording.Path}' holds no audio: its header is there, but not one sample follows; check that the recorder wrote the call.");
}
