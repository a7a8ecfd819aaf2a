using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Engines.Tests.VoiceActivity;

public sealed class ActivityNetworkTests
{
    [Fact]
    public void Score_IsTheSame_HoweverLongTheChannelAroundIt()
    {
        var sentence = Voice.Sentence();
        var scorer = new NetworkScorer(ActivityNetwork.Shipped, -62);
        var seam = 4096 * ActivityFeatures.Hop;
        var audio = new float[seam + (4 * 8_000)];
        sentence.CopyTo(audio, seam - (2 * 8_000));

        var whole = scorer.Score(ChannelAudio.Of(8_000, audio), CancellationToken.None);
        var start = (seam / ActivityFeatures.Hop) - 1_000;
        var part = scorer.Score(ChannelAudio.Of(8_000, audio[(start * ActivityFeatures.Hop)..]), CancellationToken.None);

        for (var i = 600; i < part.Length; i++)
            part[i].ShouldBe(whole[start + i], 0.01f);
        part.Max().ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Constructor_Refuses_WhenWeightsAreMissing() =>
        Should.Throw<ArgumentException>(() => new ActivityNetwork(new float[7])).Message.ShouldContain("not 7");
}
