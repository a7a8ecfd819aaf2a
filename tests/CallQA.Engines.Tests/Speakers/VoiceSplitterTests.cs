using CallQA.Engines.Speakers;
using CallQA.Engines.Tests.Whisper;
using CallQA.Engines.VoiceActivity;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Speakers;

public sealed class VoiceSplitterTests
{
    private static readonly VoiceSplitter Splitter = new(new VoiceWeights());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("call-01-excellent-refund")]
    [InlineData("call-05-poor-cancellation")]
    public async Task Split_TellsBothVoicesApart_WhenACallIsMixedToMono(string name)
    {
        var channels = await SampleCall.ReadAsync(name);
        var mono = TestAudio.Mix(channels[0], channels[1]);
        var voices = Splitter.Split(SampleCall.ToChannel(mono), SampleCall.Speech(mono), Stop);

        voices.Count.ShouldBe(2);
        var reference = channels.SelectMany((channel, i) => SampleCall.Speech(channel).Select(span => ToSpan($"channel {i}", span))).ToList();
        var found = voices.SelectMany((spans, i) => spans.Select(span => ToSpan($"voice {i}", span))).ToList();
        DiarizationErrorRate.Compare(reference, found, TimeSpan.FromSeconds(0.25)).Rate.ShouldBeLessThan(0.05);
    }

    [Fact]
    public async Task Split_FindsOneVoice_WhenOnlyOneSpeaks()
    {
        var agent = (await SampleCall.ReadAsync("call-01-excellent-refund"))[0];
        var speech = SampleCall.Speech(agent);
        Splitter.Split(SampleCall.ToChannel(agent), speech, Stop).ShouldHaveSingleItem().ShouldBe(speech);
    }

    [Fact]
    public async Task Split_SharesOutAllSpeechOnce_AndAlwaysTheSame()
    {
        var channels = await SampleCall.ReadAsync("call-04-mediocre-billing");
        var mono = TestAudio.Mix(channels[0], channels[1]);
        var speech = SampleCall.Speech(mono);
        var voices = Splitter.Split(SampleCall.ToChannel(mono), speech, Stop);

        voices.Sum(spans => spans.Sum(span => span.Length)).ShouldBe(speech.Sum(span => span.Length));
        var all = voices.SelectMany(spans => spans).OrderBy(span => span.Start).ToList();
        all.Zip(all.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
        voices[0][0].Start.ShouldBe(speech[0].Start);
        var again = Splitter.Split(SampleCall.ToChannel(mono), speech, Stop);
        again.Select(spans => string.Join(' ', spans)).ShouldBe(voices.Select(spans => string.Join(' ', spans)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(16_000)]
    public void Split_FindsOneVoice_WhenThereIsNextToNothing(int samples)
    {
        SpeechSpan[] speech = [new(0, samples)];
        Splitter.Split(SampleCall.ToChannel(new float[samples]), speech, Stop).ShouldHaveSingleItem().ShouldBe(speech);
        Splitter.Split(SampleCall.ToChannel(new float[samples]), [], Stop).ShouldHaveSingleItem().ShouldBeEmpty();
    }

    [Fact]
    public async Task Split_Stops_WhenCancelled()
    {
        var agent = (await SampleCall.ReadAsync("call-01-excellent-refund"))[0];
        Should.Throw<OperationCanceledException>(() => Splitter.Split(SampleCall.ToChannel(agent), SampleCall.Speech(agent), new CancellationToken(canceled: true)));
    }

    private static SpeakerSpan ToSpan(string speaker, SpeechSpan span) =>
        new(speaker, TimeSpan.FromSeconds(span.Start / 16_000.0), TimeSpan.FromSeconds(span.End / 16_000.0));
}
