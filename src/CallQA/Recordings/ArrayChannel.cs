namespace CallQA.Recordings;

/// <summary>A channel in memory.</summary>
internal sealed class ArrayChannel(int sampleRate, float[] samples) : ChannelAudio(sampleRate, samples.Length)
{
    private protected override void ReadInside(int start, Span<float> target) => samples.AsSpan(start, target.Length).CopyTo(target);
}
