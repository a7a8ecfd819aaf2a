using CallQA.Engines.Whisper;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Whisper;

/// <summary>Where the windows' seams fall changes no words: checked with the shipped model on a shipped call.</summary>
public sealed class SeamTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.37)]
    public async Task Transcribe_GivesTheSameWordsLater_WhenTheRecordingStartsLater(double seconds)
    {
        var manifest = await ModelManifest.ReadAsync(Repository.File("models", "whisper"), Stop);
        var resolved = await manifest.ResolveAsync(null, Stop);
        using var model = await WhisperModel.LoadAsync(resolved.Path, resolved.Apply(new WhisperOptions { Threads = 2 }), Stop);
        var audio = await new AudioReader().ReadAsync(Directory.GetFiles(Repository.File("samples", "calls"), "*.wav").Order(StringComparer.Ordinal).First(), Stop);
        var samples = (int)(seconds * audio.SampleRate);
        var later = new AudioClip(audio.SampleRate, [.. audio.Channels.Select(channel => (float[])[.. new float[samples], .. channel.Read(0, channel.Length)])]);

        var plain = await TranscribeAsync(model, audio);
        var moved = await TranscribeAsync(model, later);

        moved.Turns.Select(turn => turn.Text).ShouldBe(plain.Turns.Select(turn => turn.Text));
        var words = plain.Turns.SelectMany(turn => turn.Words!).Zip(moved.Turns.SelectMany(turn => turn.Words!)).ToList();
        words.Count.ShouldBeGreaterThan(100);
        words.ShouldAllBe(pair => Math.Abs((pair.Second.Start - pair.First.Start).TotalSeconds - seconds) < 0.05);
    }

    private static Task<Transcript> TranscribeAsync(WhisperModel model, AudioClip audio) =>
        new WhisperTranscriber(model).TranscribeAsync(new TranscriptionRequest("call", audio, [Speaker.Agent, Speaker.Customer], "en"), null, Stop);
}
