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
    public void Continue_GivesTheRest_WhenTheModelBrokeOff()
    {
        var rest = Job.Continue(Decoded(Begin, 7, Begin + 250, Begin + 250), Special).ShouldNotBeNull();

        rest.Index.ShouldBe(3);
        rest.Offset.ShouldBe(6 * Second);
        rest.Window.Pieces.ShouldBe([new SpeechSpan(11 * Second, 16 * Second)]);
        rest.Window.Length.ShouldBe(5 * Second);
    }

    [Fact]
    public void Continue_IsNull_WhenTheWindowIsDone()
    {
        Job.Continue(Decoded(Begin, 7, Begin + 250), Special).ShouldBeNull();
        Job.Continue(Decoded(Begin, 7, Begin + 480, Begin + 480), Special).ShouldBeNull();
        Job.Continue(Decoded(7, 8), Special).ShouldBeNull();
        Job.Continue(Decoded(), Special).ShouldBeNull();
    }

    [Fact]
    public void Place_MovesSegments_WhenTheJobIsARest() =>
        Job.Place([new Segment("yes", 1, 2, 1)]).ShouldBe([new Segment("yes", 2, 3, 1)]);

    private static DecodedWindow Decoded(params int[] tokens) => new(tokens, new float[tokens.Length], 0, 0, 0, false);
}
