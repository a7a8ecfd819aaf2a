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

    [Theory]
    [InlineData("callqa-demo-en", "samples/calls", 900)]
    [InlineData("callqa-demo-de", "samples/german/calls", 270)]
    public async Task Transcribe_ErrsNoMoreThanTheCardSays_OnTheSampleCalls(string model, string calls, int words)
    {
        var (entry, rates) = await MeasureAsync(model, calls, Precision.Auto);
        var stated = entry.WordErrorRate.ShouldNotBeNull();
        foreach (var (call, errors) in rates)
            errors.Rate.ShouldBeLessThanOrEqualTo(stated[call] + Slack, call);

        var total = rates.Values.Aggregate(WordErrorRate.None, (sum, errors) => sum + errors);
        total.ReferenceWords.ShouldBeGreaterThan(words);
        total.Rate.ShouldBeLessThanOrEqualTo(stated["total"] + Slack);
    }

    [Fact]
    public async Task Transcribe_ErrsHardlyMoreInEightBits_OnTheSampleCalls()
    {
        var (entry, rates) = await MeasureAsync("callqa-demo-en", "samples/calls", Precision.Int8);
        var total = rates.Values.Aggregate(WordErrorRate.None, (sum, errors) => sum + errors);
        total.Rate.ShouldBeLessThanOrEqualTo(entry.WordErrorRate!["total"] + 0.005);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Card_NamesFileAndErrorRate_AsTheManifestDoes(int model)
    {
        var entry = (await ModelManifest.ReadAsync(Repository.File("models", "whisper"), Stop)).Models[model].Entry;
        var card = await File.ReadAllTextAsync(Repository.File("models", "whisper", entry.Card!), Stop);

        card.ShouldContain(entry.File);
        foreach (var (call, rate) in entry.WordErrorRate!)
            card.ShouldContain($"| {call} | {(rate * 100).ToString("0.0", CultureInfo.InvariantCulture)} % |");
        entry.Bytes.ShouldBeLessThanOrEqualTo(20_000_000);
    }

    private static async Task<(ModelEntry Entry, Dictionary<string, WordErrorRate> Rates)> MeasureAsync(string name, string calls, Precision precision)
    {
        var manifest = await ModelManifest.ReadAsync(Repository.File("models", "whisper"), Stop);
        var resolved = await manifest.ResolveAsync(name, Stop);
        var options = resolved.Apply(new WhisperOptions { Threads = 2, Precision = precision });
        using var model = await WhisperModel.LoadAsync(resolved.Path, options, Stop);
        var transcriber = new WhisperTranscriber(model);
        var rates = new Dictionary<string, WordErrorRate>();
        foreach (var path in Directory.GetFiles(Repository.File(calls.Split('/')), "*.wav").Order(StringComparer.Ordinal))
        {
            var id = Path.GetFileNameWithoutExtension(path);
            var audio = await new AudioReader().ReadAsync(path, Stop);
            var transcript = await transcriber.TranscribeAsync(new TranscriptionRequest(id, audio, [Speaker.Agent, Speaker.Customer], options.SpokenLanguage), null, Stop);
            transcript.Turns.ShouldAllBe(turn => turn.Start >= TimeSpan.Zero && turn.Start <= turn.End && turn.End <= audio.Duration, id);

            var reference = await TranscriptReader.ReadAsync(Path.ChangeExtension(path, ".reference.json"), Stop);
            rates[id] = WordErrorRate.Compare(reference[0], transcript);
        }

        return (resolved.Entry!, rates);
    }
}
