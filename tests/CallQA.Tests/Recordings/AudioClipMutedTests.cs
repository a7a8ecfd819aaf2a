using CallQA.Recordings;

namespace CallQA.Tests.Recordings;

public sealed class AudioClipMutedTests
{
    private const int Rate = 1000;

    [Fact]
    public void Muted_IsSilentInTheStretchesOnly_OnAllChannels_HoweverItIsRead()
    {
        var samples = Enumerable.Range(1, 100).Select(sample => sample / 100f).ToArray();
        using var clip = new AudioClip(Rate, [samples, samples]);

        using var muted = clip.Muted([Span(-5, 3), Span(10, 12), Span(98, 500)]);

        for (var start = 0; start < 100; start += 7)
        {
            var length = Math.Min(9, 100 - start);
            var read = muted.Channels[1].Read(start, length);
            for (var at = 0; at < length; at++) read[at].ShouldBe(IsSilent(start + at) ? 0 : samples[start + at]);
        }

        muted.Channels[0].ToArray().ShouldBe(muted.Channels[1].ToArray());
    }

    [Fact]
    public void Muted_IsTheClipItself_WhenNothingIsToBeSilent()
    {
        using var clip = new AudioClip(Rate, [new float[5]]);

        clip.Muted([]).ShouldBeSameAs(clip);
    }

    private static bool IsSilent(int sample) => sample is < 3 or 10 or 11 or >= 98;

    private static AudioSpan Span(int from, int until) => new(TimeSpan.FromMilliseconds(from), TimeSpan.FromMilliseconds(until));
}
