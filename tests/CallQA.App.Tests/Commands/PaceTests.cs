using CallQA.App.Commands;
using CallQA.App.Commands.Transcribe;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Commands;

public sealed class PaceTests
{
    [Fact]
    public void Pace_CountsFromWhatWasThereAtTheStart()
    {
        var time = new FakeTimeProvider();
        var pace = new Pace(time, atStart: 100);
        pace.PerSecond(100).ShouldBe(0);
        pace.Remaining(100, 500).ShouldBeNull();

        time.Advance(TimeSpan.FromSeconds(10));
        pace.PerSecond(300).ShouldBe(20);
        pace.Remaining(300, 500).ShouldBe(TimeSpan.FromSeconds(10));
        pace.Remaining(100, 500).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, "00:00")]
    [InlineData(65.4, "01:05")]
    [InlineData(7200, "120:00")]
    public void Text_ShowsMinutesAndSeconds(double seconds, string text) => Pace.Text(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Fact]
    public void SpeechBar_TellsSpeedAndRest()
    {
        SpeechBar.Text("call.wav", 9.64, TimeSpan.FromSeconds(12), done: false).ShouldBe("call.wav 9.6× real time, 00:12 left");
        SpeechBar.Text("call.wav", 9.64, null, done: false).ShouldBe("call.wav 9.6× real time, --:-- left");
        SpeechBar.Text("call.wav", 9.64, null, done: true).ShouldBe("call.wav 9.6× real time");
    }
}
