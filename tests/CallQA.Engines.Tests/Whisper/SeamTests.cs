using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Windows;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Whisper;

/// <summary>When a call begins changes no words, and where speech is cut few: checked with the shipped model on a shipped call.</summary>
public sealed class SeamTests
{
    /// <summary>Words that may differ, of those of one hearing. Measured: 0.20; 0.60 with what overlaps left in twice.</summary>
    private const double Tolerance = 0.35;

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

    /// <summary>
    /// The agent's speech of a call without its pauses has to be cut where somebody speaks. The model errs by itself on words at another
    /// place when windows are cut elsewhere; words that come twice at every seam are more than that.
    /// </summary>
    [Fact]
    public async Task Transcribe_GivesMuchTheSameWords_WhenSeamsInsideSpeechFallASecondElsewhere()
    {
        var manifest = await ModelManifest.ReadAsync(Repository.File("models", "whisper"), Stop);
        var resolved = await manifest.ResolveAsync(null, Stop);
        using var model = await WhisperModel.LoadAsync(resolved.Path, resolved.Apply(new WhisperOptions { Threads = 2 }), Stop);
        var speech = await SpeechWithoutPausesAsync();
        var (plain, moved) = (Cut(speech, TimeSpan.FromSeconds(7)), Cut(speech, TimeSpan.FromSeconds(8)));

        var (first, second) = (Hear(model, speech, plain), Hear(model, speech, moved));
        var unstitched = Hear(model, speech, [.. moved.Select(window => window with { Overlap = 0 })]);

        plain.Skip(1).Concat(moved.Skip(1)).ShouldAllBe(window => window.Overlap > LogMel.SampleRate);
        Apart(first, second).ShouldBeLessThan(Tolerance);
        Apart(first, unstitched).ShouldBeGreaterThan(Tolerance, "the tolerance is too wide to tell words that come twice");
    }

    private static async Task<ChannelAudio> SpeechWithoutPausesAsync()
    {
        var path = Directory.GetFiles(Repository.File("samples", "calls"), "*.wav").Order(StringComparer.Ordinal).First();
        var agent = (await new AudioReader().ReadAsync(path, Stop)).Channels[0].At(LogMel.SampleRate);
        using var detector = new VoiceActivityDetector(new VoiceActivityOptions());
        return ChannelAudio.Of(LogMel.SampleRate, [.. detector.Detect(agent, Stop).SelectMany(span => agent.Read(span.Start, span.Length))]);
    }

    private static List<SpeechWindow> Cut(ChannelAudio speech, TimeSpan longest) =>
        [.. new WindowPlanner((int)(longest.TotalSeconds * LogMel.SampleRate), int.MaxValue, 2 * LogMel.SampleRate)
            .Plan(0, speech, [new SpeechSpan(0, speech.Length)])];

    private static string Hear(WhisperModel model, ChannelAudio speech, IReadOnlyList<SpeechWindow> windows) =>
        string.Join(' ', new WindowTranscriber(model).Transcribe(windows, [speech], "en", null, Stop).SelectMany(segments => segments).Select(segment => segment.Text));

    private static double Apart(string text, string other) => WordErrorRate.Compare(text, other).Rate;

    private static Task<Transcript> TranscribeAsync(WhisperModel model, AudioClip audio) =>
        new WhisperTranscriber(model).TranscribeAsync(new TranscriptionRequest("call", audio, [Speaker.Agent, Speaker.Customer], "en"), null, Stop);
}
