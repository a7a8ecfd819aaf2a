using System.Globalization;
using CallQA.Engines.Whisper;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Whisper;

/// <summary>The shipped model on the shipped calls hears as well as its card says, to within two points.</summary>
public sealed class SampleCallsTests
{
    private const double Slack = 0.02;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transcribe_ErrsNoMoreThanTheCardSays_OnTheSampleCalls()
    {
        var manifest = await ModelManifest.ReadAsync(Repository.File("models", "whisper"), Stop);
        var resolved = await manifest.ResolveAsync(null, Stop);
        using var model = await WhisperModel.LoadAsync(resolved.Path, resolved.Apply(new WhisperOptions { Threads = 2 }), Stop);
        var transcriber = new WhisperTranscriber(model);
        var stated = resolved.Entry!.WordErrorRate.ShouldNotBeNull();
        var total = WordErrorRate.None;
        foreach (var path in Directory.GetFiles(Repository.File("samples", "calls"), "*.wav").Order(StringComparer.Ordinal))
        {
            var id = Path.GetFileNameWithoutExtension(path);
            var audio = await new AudioReader().ReadAsync(path, Stop);
            var transcript = await transcriber.TranscribeAsync(new TranscriptionRequest(id, audio, [Speaker.Agent, Speaker.Customer], "en"), null, Stop);
            transcript.Turns.ShouldAllBe(turn => turn.Start >= TimeSpan.Zero && turn.Start <= turn.End && turn.End <= audio.Duration, id);

            var reference = await TranscriptReader.ReadAsync(Path.ChangeExtension(path, ".reference.json"), Stop);
            var rate = WordErrorRate.Compare(reference[0], transcript);
            rate.Rate.ShouldBeLessThanOrEqualTo(stated[id] + Slack, id);
            total += rate;
        }

        total.ReferenceWords.ShouldBeGreaterThan(900);
        total.Rate.ShouldBeLessThanOrEqualTo(stated["total"] + Slack);
    }

    [Fact]
    public async Task Card_NamesFileAndErrorRate_AsTheManifestDoes()
    {
        var entry = (await ModelManifest.ReadAsync(Repository.File("models", "whisper"), Stop)).Models[0].Entry;
        var card = await File.ReadAllTextAsync(Repository.File("models", "whisper", entry.Card!), Stop);

        card.ShouldContain(entry.File);
        foreach (var (call, rate) in entry.WordErrorRate!)
            card.ShouldContain($"| {call} | {(rate * 100).ToString("0.0", CultureInfo.InvariantCulture)} % |");
        entry.Bytes.ShouldBeLessThanOrEqualTo(20_000_000);
    }
}
