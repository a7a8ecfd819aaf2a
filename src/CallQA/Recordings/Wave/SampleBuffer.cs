namespace CallQA.Recordings.Wave;

/// <summary>Collects interleaved frames as one array of samples per channel.</summary>
internal sealed class SampleBuffer
{
    private readonly WaveFormat format;
    private readonly float[][] channels;

    /// <param name="format">How the frames are coded.</param>
    /// <param name="capacity">Frames to make room for; grows when more come.</param>
    public SampleBuffer(WaveFormat format, int capacity)
    {
        this.format = format;
        channels = new float[format.Channels][];
        for (var channel = 0; channel < channels.Length; channel++)
            channels[channel] = new float[capacity];
    }

    /// <summary>Frames collected.</summary>
    public int Count { get; private set; }

    /// <summary>Appends whole frames.</summary>
    public void Append(ReadOnlySpan<byte> frames)
    {
        var count = frames.Length / format.FrameSize;
        Reserve(Count + count);
        switch (format.Encoding, format.BitsPerSample)
        {
            case (WaveEncoding.Pcm, 8): Decode<Pcm8>(frames); break;
            case (WaveEncoding.Pcm, 16): Decode<Pcm16>(frames); break;
            case (WaveEncoding.Pcm, 24): Decode<Pcm24>(frames); break;
            case (WaveEncoding.Pcm, 32): Decode<Pcm32>(frames); break;
            case (WaveEncoding.Float, 32): Decode<Float32>(frames); break;
            case (WaveEncoding.Float, 64): Decode<Float64>(frames); break;
            case (WaveEncoding.ALaw, _): Decode<ALaw>(frames); break;
            case (WaveEncoding.MuLaw, _): Decode<MuLaw>(frames); break;
            default: throw new InvalidOperationException($"Samples of {format.Name} are not decoded here.");
        }

        Count += count;
    }

    public AudioClip ToClip()
    {
        for (var channel = 0; channel < channels.Length; channel++)
            Array.Resize(ref channels[channel], Count);

        return new AudioClip(format.SampleRate, channels);
    }

    private void Decode<TCodec>(ReadOnlySpan<byte> frames)
        where TCodec : struct, ISampleCodec
    {
        for (var channel = 0; channel < channels.Length; channel++)
        {
            var target = channels[channel].AsSpan(Count);
            for (int offset = channel * TCodec.Size, frame = 0; offset < frames.Length; offset += format.FrameSize, frame++)
                target[frame] = TCodec.Decode(frames.Slice(offset, TCodec.Size));
        }
    }

    private void Reserve(int count)
    {
        if (count <= channels[0].Length)
            return;

        var capacity = (int)Math.Min(Array.MaxLength, Math.Max(count, channels[0].Length * 3L / 2));
        for (var channel = 0; channel < channels.Length; channel++)
            Array.Resize(ref channels[channel], capacity);
    }
}
