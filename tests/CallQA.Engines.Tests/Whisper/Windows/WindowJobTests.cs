using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Text;
using CallQA.Engines.Whisper.Windows;

namespace CallQA.Engines.Tests.Whisper.Windows;

public sealed class WindowJobTests
{
    private const int Second = TestAudio.Rate;
    private static readonly SpecialTokens Special = SpecialTokens.For(51_865);
    private static readonly int Begin = Special.TimestampBegin;
    private static readonly WindowJob Job = new(3, new SpeechWindow(1, [new(0, 4 * Second), new(10 * Second, 16 * Second)]), Second);

    [Fact]
    public void Divide_GivesTheRest_WhenTheModelBrokeOff()
    {
        var (heard, left) = Job.Divide(Decoded(Begin, 7, Begin + 250, Begin + 250), Special);

        heard.Tokens.Count.ShouldBe(4);
        var rest = left.ShouldNotBeNull();
        rest.Index.ShouldBe(3);
        rest.Offset.ShouldBe(6 * Second);
        rest.Window.Pieces.ShouldBe([new SpeechSpan(11 * Second, 16 * Second)]);
        rest.Window.Length.ShouldBe(5 * Second);
    }

    [Fact]
    public void Divide_HearsTheOpenSegmentAnew_WhenTheModelStoppedWithinIt()
    {
        var (heard, rest) = Job.Divide(Decoded(Begin, 7, Begin + 200, Begin + 250, 8, 9), Special);

        heard.Tokens.ShouldBe([Begin, 7, Begin + 200, Begin + 250]);
        heard.LogProbabilities.Count.ShouldBe(4);
        rest.ShouldNotBeNull().Offset.ShouldBe(6 * Second);
    }

    [Fact]
    public void Divide_GoesOnAfterTheRepetition_WhenOneWasCutOff()
    {
        var (heard, rest) = Job.Divide(Decoded(Begin, 7, Begin + 50) with { Looped = true, LoopEnd = Begin + 400 }, Special);

        heard.Tokens.Count.ShouldBe(3);
        rest.ShouldNotBeNull().Offset.ShouldBe(9 * Second);
        Job.Divide(Decoded(7, 8) with { Looped = true }, Special).Left.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, -7, 250)]
    [InlineData(0, -7, 480, 480)]
    [InlineData(0, -7, 480, 480, -8)]
    [InlineData(0, -7, 5, 5)]
    [InlineData(0, -7, 100, 150, -8, 300)]
    [InlineData(-7, -8)]
    [InlineData]
    public void Divide_KeepsAll_WhenTheWindowIsDone(params int[] timesAndWords)
    {
        var decoded = Decoded([.. timesAndWords.Select(token => token < 0 ? -token : Begin + token)]);

        Job.Divide(decoded, Special).ShouldBe((decoded, null));
    }

    [Fact]
    public void Place_MovesSegments_WhenTheJobIsARest() =>
        Job.Place([new Segment("yes", 1, 2, 1)]).ShouldBe([new Segment("yes", 2, 3, 1)]);

    private static DecodedWindow Decoded(params int[] tokens) => new(tokens, new float[tokens.Length], 0, 0, 0, false);
}
