namespace CallQA.Recordings;

/// <summary>A channel at another rate.</summary>
internal sealed class ResampledChannel(ChannelAudio source, Resampler resampler)
    : ChannelAudio(resampler.To, resampler.LengthOf(source.Length))
{
    /// <summary>Samples resampled at once, so that the source's piece stays in the processor's cache.</summary>
    private const int Block = 16_384;

    /// <summary>From the source anew, so that nothing is resampled twice.</summary>
    public override ChannelAudio At(int rate) => rate == SampleRate ? this : source.At(rate);

    private protected override void ReadInside(int start, Span<float> target)
    {
        for (var done = 0; done < target.Length; done += Block)
        {
            var part = target.Slice(done, Math.Min(Block, target.Length - done));
            var (from, to) = resampler.SourceOf(start + done, part.Length, source.Length);
            resampler.Apply(source.Read(from, to - from), from, start + done, part);
        }
    }
}
