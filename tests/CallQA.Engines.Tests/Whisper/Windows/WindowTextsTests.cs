using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Windows;

namespace CallQA.Engines.Tests.Whisper.Windows;

public sealed class WindowTextsTests
{
    [Fact]
    public void Before_TellsWhatTheSameVoiceSaid_WhenAChannelHasTwo()
    {
        SpeechWindow[] windows = [Window(0), Window(1), Window(0)];
        var texts = new WindowTexts(windows, new WhisperOptions { ConditionOnPreviousText = true }, "en");

        texts.Add(new WindowJob(0, windows[0], 0), [], Decoded(5, 6));
        texts.Add(new WindowJob(1, windows[1], 0), [], Decoded(7));

        texts.Before(windows[2]).ShouldBe([5, 6]);
        texts.Before(windows[1]).ShouldBe([7]);
        texts.Before(Window(2)).ShouldBeEmpty();
    }

    private static SpeechWindow Window(int voice) => new(0, [new SpeechSpan(0, TestAudio.Rate)]) { Voice = voice };

    private static DecodedWindow Decoded(params int[] tokens) => new(tokens, [.. tokens.Select(_ => -0.1f)], -0.1, 0, 0, Looped: false);
}
