using CallQA.Engines.VoiceActivity;

namespace CallQA.Engines.Tests.VoiceActivity;

public sealed class SpeechContextTests
{
    private const double Quietest = -62;

    [Theory]
    [InlineData(5, 1)]
    [InlineData(-5, -1)]
    public void Apply_LeansTowardsWhatIsAround_WhenAFrameIsInDoubt(float around, int sign)
    {
        var odds = Enumerable.Repeat(around, 2_000).ToArray();
        odds[1_000] = 0;

        SpeechContext.Apply(odds, Levels(odds.Length, -20), Quietest);

        odds[1_000].ShouldBe(sign * 1.4f, 0.1f);
    }

    [Fact]
    public void Apply_AsksOnlyTheNeighbours_WhenOtherSoundIsFarAway()
    {
        var odds = Enumerable.Repeat(-5f, 4_000).ToArray();
        odds.AsSpan(2_000).Fill(5);

        SpeechContext.Apply(odds, Levels(odds.Length, -20), Quietest);

        odds[1_400].ShouldBe(-6.4f, 0.1f);
        odds[1_999].ShouldBe(-5, 0.1f);
        odds[2_600].ShouldBe(6.4f, 0.1f);
    }

    [Theory]
    [InlineData(-50)]
    [InlineData(-80)]
    public void Apply_DoesNotAskPauses_WhenTheyAreSoft(float soft)
    {
        var (odds, levels) = (Enumerable.Repeat(-9f, 2_000).ToArray(), Levels(2_000, soft));
        for (var i = 0; i < odds.Length; i += 2)
            (odds[i], levels[i]) = (5, -20);

        SpeechContext.Apply(odds, levels, Quietest);

        odds[1_000].ShouldBe(6.4f, 0.1f);
    }

    [Fact]
    public void Apply_ChangesNothing_WhenAllIsSilence()
    {
        float[] odds = [1, -2, 3];

        SpeechContext.Apply(odds, Levels(3, -90), Quietest);

        odds.ShouldBe([1, -2, 3]);
    }

    private static float[] Levels(int count, float level) => [.. Enumerable.Repeat(level, count)];
}
