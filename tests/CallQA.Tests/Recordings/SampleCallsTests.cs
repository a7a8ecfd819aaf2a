using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Tests.Recordings;

/// <summary>The sample calls agree with their metadata and reference transcripts.</summary>
public sealed class SampleCallsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Calls => Samples.Calls;

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task ReadAsync_GivesTwoChannelsOfTheReferencesLength_WhenReadingASample(string id)
    {
        var clip = await new AudioReader().ReadAsync(Samples.Recording(id), Token);
        var reference = (await TranscriptReader.ReadAsync(Samples.Reference(id), Token)).ShouldHaveSingleItem();

        clip.SampleRate.ShouldBe(8000);
        clip.Channels.Count.ShouldBe(2);
        clip.Duration.TotalSeconds.ShouldBe(reference.Duration!.Value.TotalSeconds, 0.01);
        reference.Id.ShouldBe(id);
        reference.HasTimes.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task ReadAsync_PutsTheAgentFirst_WhenReadingASample(string id)
    {
        var clip = await new AudioReader().ReadAsync(Samples.Recording(id), Token);
        var reference = (await TranscriptReader.ReadAsync(Samples.Reference(id), Token)).ShouldHaveSingleItem();
        var turn = reference.Turns.First(turn => turn.Speaker == Speaker.Agent);

        Energy(clip, 0, turn).ShouldBeGreaterThan(100 * Energy(clip, 1, turn));
    }

    [Fact]
    public async Task ReadAsync_NamesEverySampleOnce_WhenReadingTheirCallList()
    {
        var list = await CallListReader.ReadAsync(Samples.CallList, Token);

        list.Problems.ShouldBeEmpty();
        list.Rows.Select(row => row.Metadata.CallId).Order().ShouldBe(Samples.Calls.Select(call => call.Data));
        list.Rows.ShouldAllBe(row => File.Exists(row.RecordingPath));
    }

    private static double Energy(AudioClip clip, int channel, Turn turn) => clip.Channels[channel].ToArray()
        .Skip((int)(turn.Start!.Value.TotalSeconds * clip.SampleRate))
        .Take((int)((turn.End! - turn.Start!).Value.TotalSeconds * clip.SampleRate))
        .Sum(sample => (double)sample * sample);
}
