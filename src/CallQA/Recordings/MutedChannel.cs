namespace CallQA.Recordings;

/// <summary>A channel of which some stretches are silent.</summary>
/// <param name="source">The channel as it was recorded.</param>
/// <param name="stretches">First sample and the sample after the last of each stretch, in any order.</param>
internal sealed class MutedChannel(ChannelAudio source, IReadOnlyList<(int From, int Until)> stretches) : ChannelAudio(source.SampleRate, source.Length)
{
    private protected override void ReadInside(int start, Span<float> target)
    {
        source.Read(start, target);
        foreach (var (from, until) in stretches)
        {
            var first = Math.Max(0, from - start);
            var last = Math.Min(target.Length, until - start);
            if (first < last) target[first..last].Clear();
        }
    }
}
