namespace CallQA.Recordings.Wave;

/// <summary>
/// Collects interleaved frames as one array of samples per channel. Blocks instead of one growing array: an array that doubles
/// would hold an hour of audio three times over.
/// </summary>
/// <param name="format">How the frames are coded.</param>
/// <param name="blockLength">Frames a block holds; the exact number where it is known spares putting the blocks together.</param>
internal sealed class SampleBuffer(WaveFormat format, int blockLength)
{
    private readonly List<float[]>[] channels = [.. Enumerable.Range(0, format.Channels).Select(_ => new List<float[]>())];

    /// <summary>Frames collected.</summary>
    public int Count { get; private set; }

    /// <summary>Appends whole frames.</summary>
    public void Append(ReadOnlySpan<byte> frames)
    {
        while (!frames.IsEmpty)
        {
            var used = Count % blockLength;
            if (used == 0)
                Array.ForEach(channels, blocks => blocks.Add(new float[blockLength]));

            var part = frames[..Math.Min(frames.Length, (blockLength - used) * format.FrameSize)];
            Decode(part, used);
            Count += part.Length / format.FrameSize;
            frames = frames[part.Length..];
        }
    }

    /// <summary>The collected samples; the buffer is empty afterwards.</summary>
    public AudioClip ToClip() => new(format.SampleRate, [.. channels.Select(Take)]);

    private float[] Take(List<float[]> blocks)
    {
        if (blocks is [var only] && only.Length == Count)
            return only;

        var samples = new float[Count];
        for (var block = 0; block < blocks.Count; block++)
            blocks[block].AsSpan(0, Math.Min(blockLength, Count - (block * blockLength))).CopyTo(samples.AsSpan(block * blockLength));

        blocks.Clear();
        return samples;
    }

    private void Decode(ReadOnlySpan<byte> frames, int position)
    {
        switch (format.Encoding, format.BitsPerSample)
        {
            case (WaveEncoding.Pcm, 8): Decode<Pcm8>(frames, position); break;
            case (WaveEncoding.Pcm, 16): Decode<Pcm16>(frames, position); break;
            case (WaveEncoding.Pcm, 24): Decode<Pcm24>(frames, position); break;
            case (WaveEncoding.Pcm, 32): Decode<Pcm32>(frames, position); break;
            case (WaveEncoding.Float, 32): Decode<Float32>(frames, position); break;
            case (WaveEncoding.Float, 64): Decode<Float64>(frames, position); break;
            case (WaveEncoding.ALaw, _): Decode<ALaw>(frames, position); break;
            case (WaveEncoding.MuLaw, _): Decode<MuLaw>(frames, position); break;
            default: throw new InvalidOperationException($"Samples of {format.Name} are not decoded here.");
        }
    }

    private void Decode<TCodec>(ReadOnlySpan<byte> frames, int position)
        where TCodec : struct, ISampleCodec
    {
        for (var channel = 0; channel < channels.Length; channel++)
        {
            var target = channels[channel][^1].AsSpan(position);
            for (int offset = channel * TCodec.Size, frame = 0; offset < frames.Length; offset += format.FrameSize, frame++)
                target[frame] = TCodec.Decode(frames.Slice(offset, TCodec.Size));
        }
    }
}
