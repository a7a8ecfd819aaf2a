using System.Buffers;

namespace CallQA.Recordings.Wave;

/// <summary>One channel of interleaved frames, decoded as it is read.</summary>
internal sealed class WaveChannel(FrameStore frames, WaveFormat format, int channel, int length) : ChannelAudio(format.SampleRate, length)
{
    private const int BlockBytes = 65_536;

    private protected override void ReadInside(int start, Span<float> target)
    {
        var most = BlockBytes / format.FrameSize;
        var bytes = ArrayPool<byte>.Shared.Rent(BlockBytes);
        for (var done = 0; done < target.Length; done += most)
        {
            var part = target.Slice(done, Math.Min(most, target.Length - done));
            var block = bytes.AsSpan(0, part.Length * format.FrameSize);
            frames.Read((start + (long)done) * format.FrameSize, block);
            Decode(block, part);
        }

        ArrayPool<byte>.Shared.Return(bytes);
    }

    private void Decode(ReadOnlySpan<byte> block, Span<float> target)
    {
        switch (format.Encoding, format.BitsPerSample)
        {
            case (WaveEncoding.Pcm, 8): Decode<Pcm8>(block, target); break;
            case (WaveEncoding.Pcm, 16): Decode<Pcm16>(block, target); break;
            case (WaveEncoding.Pcm, 24): Decode<Pcm24>(block, target); break;
            case (WaveEncoding.Pcm, 32): Decode<Pcm32>(block, target); break;
            case (WaveEncoding.Float, 32): Decode<Float32>(block, target); break;
            case (WaveEncoding.Float, 64): Decode<Float64>(block, target); break;
            case (WaveEncoding.ALaw, _): Decode<ALaw>(block, target); break;
            case (WaveEncoding.MuLaw, _): Decode<MuLaw>(block, target); break;
            default: throw new InvalidOperationException($"Samples of {format.Name} are not decoded here.");
        }
    }

    private void Decode<TCodec>(ReadOnlySpan<byte> block, Span<float> target)
        where TCodec : struct, ISampleCodec
    {
        for (int frame = 0, at = channel * TCodec.Size; frame < target.Length; frame++, at += format.FrameSize)
            target[frame] = TCodec.Decode(block.Slice(at, TCodec.Size));
    }
}
