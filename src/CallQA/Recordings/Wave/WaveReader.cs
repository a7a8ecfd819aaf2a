namespace CallQA.Recordings.Wave;

/// <summary>Reads the samples of a WAV stream block by block, whether it can seek or is a pipe.</summary>
/// <param name="stream">At the first sample.</param>
/// <param name="header">What stood before it.</param>
/// <param name="limits">Refuse a recording that is too long.</param>
/// <param name="path">The file's name for messages.</param>
internal sealed class WaveReader(Stream stream, WaveHeader header, DecodingLimits limits, string path)
{
    private const int BlockSize = 65536;
    private const int PipeBlockLength = 1 << 18;

    private readonly WaveFormat format = header.Format;

    /// <exception cref="AudioFormatException">Not one whole frame is there, or too many are.</exception>
    public async Task<AudioClip> ReadAsync(CancellationToken cancellationToken)
    {
        var expected = ExpectedFrames();
        // A pipe's stated length is only a claim: room is made as the samples come.
        var samples = new SampleBuffer(format, stream.CanSeek && expected is > 0 and { } known ? (int)known : PipeBlockLength);
        await foreach (var frames in BlocksAsync(cancellationToken))
        {
            limits.Check(samples.Count + (frames.Length / format.FrameSize), format.SampleRate, format.Channels);
            samples.Append(frames.Span);
        }

        return samples.Count > 0 ? samples.ToClip() : throw Empty();
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
        $"The recording '{path}' holds no audio: its header is there, but not one sample follows; check that the recorder wrote the call.");
}
