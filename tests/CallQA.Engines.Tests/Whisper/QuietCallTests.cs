using CallQA.Engines.Tests.VoiceActivity;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Whisper;

/// <summary>The shipped model on ten minutes in which nobody speaks: it may say nothing.</summary>
public sealed class QuietCallTests(ShippedModel shipped) : IClassFixture<ShippedModel>
{
    private const double Minutes = 10;

    [Theory]
    [InlineData("silence", "white noise")]
    [InlineData("ring, Europe", "busy, Europe")]
    [InlineData("ring, North America", "busy, North America")]
    [InlineData("keys", "pink noise")]
    [InlineData("street", "special information")]
    public async Task Transcribe_GivesNoText_InTenMinutesOf(string one, string other) =>
        (await HearAsync(LineSounds.MuLaw(LineSounds.Make(one, Minutes * 60)), LineSounds.MuLaw(LineSounds.Make(other, Minutes * 60)))).ShouldBeEmpty();

    [Theory]
    [InlineData("band", "strings")]
    [InlineData("ragtime", "choir")]
    [InlineData("arpeggio", "synthesiser")]
    public async Task Transcribe_GivesNoText_InTenMinutesOfHoldMusic(string one, string other) =>
        (await HearAsync(Music(one), Music(other))).ShouldBeEmpty();

    private static float[] Music(string style)
    {
        var piece = LineSounds.MuLaw(HoldMusic.Play(style, 75));
        return [.. Enumerable.Repeat(piece, (int)(Minutes * 60 / 75)).SelectMany(samples => samples)];
    }

    private async Task<IReadOnlyList<Turn>> HearAsync(float[] one, float[] other) =>
        (await shipped.HearAsync(new AudioClip(HoldMusic.Rate, [one, other]), Speaker.Agent, Speaker.Customer)).Turns;
}
