using CallQA.Engines.Tests.VoiceActivity;
using CallQA.Engines.Whisper;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Whisper;

/// <summary>On a model with random weights: it babbles, but when, for whom and how often the same must be right.</summary>
public sealed class WhisperTranscriberTests : IDisposable
{
    private static readonly WhisperOptions Quick = new() { Threads = 1, Precision = Precision.Fp32, MaxTokens = 12, AudioContext = AudioContext.Fitted, Timestamps = false, WindowPause = TimeSpan.FromSeconds(0.5), NoSpeechThreshold = 1, TemperatureFallback = false };
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Transcribe_GivesTurnsInOrderAndInside_WhenBothSpeak()
    {
        using var model = await LoadAsync(Quick);
        var transcript = await new WhisperTranscriber(model).TranscribeAsync(TwoChannels(16_000), null, Stop);

        transcript.Turns.Select(turn => turn.Speaker).ShouldBe([Speaker.Agent, Speaker.Customer, Speaker.Agent]);
        transcript.Turns.ShouldAllBe(turn => turn.Start >= TimeSpan.Zero && turn.End <= transcript.Duration && turn.Start <= turn.End);
        transcript.Turns.Zip(transcript.Turns.Skip(1)).ShouldAllBe(pair => pair.First.Start <= pair.Second.Start);
        transcript.Turns.ShouldAllBe(turn => turn.Text.Length > 0 && turn.Confidence >= 0 && turn.Confidence <= 1);
        transcript.Turns[1].Start!.Value.TotalSeconds.ShouldBe(4, 0.3);
        transcript.Turns[1].End!.Value.TotalSeconds.ShouldBe(6, 0.3);
    }

    [Fact]
    public async Task Transcribe_GivesTheSame_WhenBatchSizeAndThreadsChange()
    {
        var texts = new List<string>();
        foreach (var (batch, threads) in new[] { (1, 1), (2, 2), (8, 2) })
        {
            using var model = await LoadAsync(Quick with { BatchSize = batch, Threads = threads });
            var transcript = await new WhisperTranscriber(model).TranscribeAsync(TwoChannels(8_000), null, Stop);
            texts.Add(string.Join('|', transcript.Turns.Select(turn => $"{turn.Start} {turn.Text} {string.Join(' ', turn.Words!.Select(word => $"{word.Start} {word.End}"))}")));
        }

        texts.ShouldAllBe(text => text == texts[0]);
    }

    [Fact]
    public async Task Transcribe_KeepsTheRules_WhenTimestampsAndFallbackAreOn()
    {
        using var model = await LoadAsync(Quick with { Timestamps = true, TemperatureFallback = true, AudioContext = AudioContext.Full, WindowPause = TimeSpan.FromSeconds(30) });
        var transcriber = new WhisperTranscriber(model);
        var first = await transcriber.TranscribeAsync(TwoChannels(16_000), null, Stop);
        var second = await transcriber.TranscribeAsync(TwoChannels(16_000), null, Stop);

        Written(second).ShouldBe(Written(first));
        first.Turns.ShouldAllBe(turn => turn.Start >= TimeSpan.Zero && turn.End <= first.Duration && turn.Start <= turn.End);
    }

    [Theory]
    [InlineData(4_000)]
    [InlineData(11_025)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public async Task Transcribe_StaysInside_WhateverTheSampleRate(int rate)
    {
        using var model = await LoadAsync(Quick);
        var audio = Resampler.Resample(Voice.Say(1.5), 16_000, rate);
        var transcript = await new WhisperTranscriber(model).TranscribeAsync(Request(rate, [audio], Speaker.Unknown), null, Stop);

        var turn = transcript.Turns.ShouldHaveSingleItem();
        turn.Speaker.ShouldBe(Speaker.Unknown);
        turn.End!.Value.ShouldBeLessThanOrEqualTo(transcript.Duration!.Value);
    }

    [Fact]
    public async Task Transcribe_TreatsChannelsAsOne_WhenTheyAreTheSameSignal()
    {
        using var model = await LoadAsync(Quick);
        var voice = TestAudio.Join(TestAudio.Silence(1), Voice.Say(1.5), TestAudio.Silence(1));
        var transcript = await new WhisperTranscriber(model).TranscribeAsync(
            Request(16_000, [voice, [.. voice.Select(sample => -0.5f * sample)]], Speaker.Agent, Speaker.Customer), null, Stop);

        transcript.Turns.ShouldHaveSingleItem().Speaker.ShouldBe(Speaker.Unknown);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16_000)]
    public async Task Transcribe_GivesNoText_WhenNobodySpeaks(int samples)
    {
        using var model = await LoadAsync(Quick);
        var reports = new List<double>();
        var transcript = await new WhisperTranscriber(model).TranscribeAsync(
            Request(16_000, [new float[samples], new float[samples]], Speaker.Agent, Speaker.Customer), new Told(reports.Add), Stop);

        transcript.Turns.ShouldBeEmpty();
        reports.ShouldBe([1.0]);
    }

    [Fact]
    public async Task Transcribe_ReportsRisingShares_WhenThereAreSeveralBatches()
    {
        using var model = await LoadAsync(Quick with { BatchSize = 1 });
        var reports = new List<double>();
        await new WhisperTranscriber(model).TranscribeAsync(TwoChannels(16_000), new Told(reports.Add), Stop);

        reports.Count.ShouldBe(4);
        reports.ShouldBeInOrder();
        reports.ShouldAllBe(share => share > 0 && share <= 1);
    }

    [Fact]
    public async Task Transcribe_Stops_WhenCancelled()
    {
        using var model = await LoadAsync(Quick);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => new WhisperTranscriber(model).TranscribeAsync(TwoChannels(16_000), null, source.Token));
    }

    [Fact]
    public async Task Transcribe_StopsAmidTheCall_WhenCancelledMeanwhile()
    {
        using var model = await LoadAsync(Quick with { BatchSize = 1 });
        using var source = new CancellationTokenSource();
        var reports = new List<double>();
        var stopping = new Told(share =>
        {
            reports.Add(share);
            source.Cancel();
        });
        await Should.ThrowAsync<OperationCanceledException>(() => new WhisperTranscriber(model).TranscribeAsync(TwoChannels(16_000), stopping, source.Token));

        reports.ShouldHaveSingleItem().ShouldBeLessThan(1);
    }

    [Fact]
    public async Task Dispose_LeavesTheMemoryToTheTranscription_WhenOneIsUnderWay()
    {
        var model = await LoadAsync(Quick with { BatchSize = 1 });
        var transcriber = new WhisperTranscriber(model);
        var transcript = await transcriber.TranscribeAsync(TwoChannels(16_000), new Told(_ => model.Dispose()), Stop);

        transcript.Turns.Count.ShouldBe(3);
        await Should.ThrowAsync<ObjectDisposedException>(() => transcriber.TranscribeAsync(TwoChannels(16_000), null, Stop));
    }

    [Fact]
    public async Task Transcribe_GivesTheSame_WhenRunConcurrently()
    {
        using var model = await LoadAsync(Quick);
        var transcriber = new WhisperTranscriber(model);
        var transcripts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => transcriber.TranscribeAsync(TwoChannels(16_000), null, Stop)));

        transcripts.ShouldAllBe(transcript => Written(transcript) == Written(transcripts[0]));
    }

    [Fact]
    public async Task Origin_ChangesWithModelAndOptions_ButNotWithSpeed()
    {
        using var one = await LoadAsync(Quick);
        using var faster = await LoadAsync(Quick with { Threads = 2, BatchSize = 2 });
        using var other = await LoadAsync(Quick with { MaxTokens = 13 });

        var origin = new WhisperTranscriber(one).Origin;
        new WhisperTranscriber(faster).Origin.ShouldBe(origin);
        new WhisperTranscriber(other).Origin.ShouldNotBe(origin);
        origin.Model.ShouldBe($"{one.Name}@{one.Sha256}");
        origin.Options.ShouldBe("language=en;translate=False;precision=Fp32;timestamps=False;context=Fitted;window=30;pause=0.5;padding=0.15;tokens=12;beam=1/1/;previous=False;prompt=;segment=;words=True;fallback=False/5/0;nonspeech=True;thresholds=1/-1/2.4");
    }

    [Fact]
    public async Task Load_NamesTheOption_WhenOneIsOutOfRange()
    {
        var refusal = await Should.ThrowAsync<InputException>(() => LoadAsync(Quick with { BatchSize = 0 }));
        refusal.Fault.ShouldBe(InputFault.Settings);
        refusal.Message.ShouldContain("BatchSize");
        (await Should.ThrowAsync<InputException>(() => LoadAsync(Quick with { Language = "xx" }))).Message.ShouldContain("xx");
    }

    private static string Written(Transcript transcript) => new JsonTranscriptWriter().Write(transcript);

    private async Task<WhisperModel> LoadAsync(WhisperOptions options) =>
        await WhisperModel.LoadAsync(await new TinyModel { AudioLayers = 1, TextLayers = 1 }.WriteAsync(_folder), options, Stop);

    private static TranscriptionRequest TwoChannels(int rate)
    {
        var agent = TestAudio.Join(TestAudio.Silence(1), Voice.Say(2), TestAudio.Silence(4), Voice.Say(1.5), TestAudio.Silence(1.5));
        var customer = TestAudio.Join(TestAudio.Silence(4), Voice.Say(2, 210), TestAudio.Silence(4));
        return Request(rate, [Resampler.Resample(agent, 16_000, rate), Resampler.Resample(customer, 16_000, rate)], Speaker.Agent, Speaker.Customer);
    }

    private static TranscriptionRequest Request(int rate, float[][] channels, params Speaker[] speakers) =>
        new("call", new AudioClip(rate, channels), speakers, null);

    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
