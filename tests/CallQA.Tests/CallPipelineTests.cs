using CallQA.Recordings;
using CallQA.Redaction;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using CallQA.Tests.Pipeline;
using CallQA.Tests.Recordings.Wave;
using CallQA.Transcription;

namespace CallQA.Tests;

public sealed class CallPipelineTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly MemoryCallStore store = new();
    private readonly MemoryRecordings recordings = new();
    private readonly FakeTranscriber transcriber = new("first");
    private readonly FakeReader reader = new("model-1");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task RunAsync_TakesACallAllTheWay_WhenItIsNew()
    {
        var call = await Pipeline(transcriber, reader).RunAsync(Recording("call.wav"), null, Cancellation);

        call.Call.Id.ShouldBe("call");
        call.Call.Duration.ShouldBe(TimeSpan.FromSeconds(1));
        call.Transcript!.Turns.Count.ShouldBe(2);
        call.Metrics.ShouldNotBeNull();
        call.Evaluation!.Scorecard.ShouldBe("service-call@1");
        (await store.FindAsync("call", Cancellation))!.Stage.ShouldBe(CallStage.Scored);
    }

    [Fact]
    public async Task RunAsync_AnswersFromTheStore_WhenEverythingIsKnown()
    {
        var first = await Pipeline(transcriber, reader).RunAsync(Recording("call.wav"), null, Cancellation);
        var second = await Pipeline(transcriber, reader).RunAsync(Recording("call.wav"), null, Cancellation);

        transcriber.Requests.Count.ShouldBe(1);
        reader.Reads.ShouldBe(1);
        second.Evaluation.ShouldBeSameAs(first.Evaluation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_StoresWhatIsLeft_AndTheOriginalOnlyWhereItIsKept_AndListensOnce_WhenNamesAreRedacted(bool kept)
    {
        var names = new RedactionOptions { Kinds = new HashSet<PersonalDataKind> { PersonalDataKind.Name }, KeepsOriginals = kept };
        var speech = new FakeTranscriber("Anna");
        var call = await Pipeline(speech, reader, names).RunAsync(Recording("call.wav"), null, Cancellation);
        await Pipeline(speech, reader, names).RunAsync(Recording("call.wav"), null, Cancellation);

        call.Transcript!.Turns[0].Text.ShouldBe("Good morning, this is [name].");
        call.Transcript.Redactions.ShouldBe([new RedactedSpan(PersonalDataKind.Name, 0, TimeSpan.Zero, TimeSpan.FromSeconds(0.4))]);
        store.Originals.Select(original => original.Turns[0].Text).ShouldBe(kept ? ["Good morning, this is Anna."] : []);
        speech.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_KeepsTheAgentsName_WhenTheMetadataKnowIt()
    {
        var names = new RedactionOptions { Kinds = new HashSet<PersonalDataKind> { PersonalDataKind.Name } };
        var recording = Recording("call.wav", metadata: new CallMetadata { AgentName = "Anna Berg" });

        var call = await Pipeline(new FakeTranscriber("Anna"), reader, names).RunAsync(recording, null, Cancellation);

        call.Transcript!.Turns[0].Text.ShouldBe("Good morning, this is Anna.");
    }

    [Fact]
    public async Task TakeInAsync_KnowsOneCall_WhenTheSameRecordingComesUnderTwoNames()
    {
        var pipeline = Pipeline(transcriber, reader);
        var first = await pipeline.TakeInAsync(Recording("monday.wav"), Cancellation);
        var second = await pipeline.TakeInAsync(Recording("copy of monday.wav"), Cancellation);

        second.Id.ShouldBe(first.Id);
        store.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task TakeInAsync_KeepsBoth_WhenTwoRecordingsClaimOneIdentifier()
    {
        var pipeline = Pipeline(transcriber, reader);
        var metadata = new CallMetadata { CallId = "4711" };
        var first = await pipeline.TakeInAsync(Recording("a.wav", metadata: metadata), Cancellation);
        var second = await pipeline.TakeInAsync(Recording("b.wav", level: 7, metadata: metadata), Cancellation);

        first.Id.ShouldBe("4711");
        second.Id.ShouldStartWith("4711-");
    }

    [Fact]
    public async Task RunAsync_ListensAndScoresAgain_WhenTheSpeechEngineIsAnother()
    {
        var other = new FakeTranscriber("second");
        await Pipeline(transcriber, reader).RunAsync(Recording("call.wav"), null, Cancellation);
        var again = await Pipeline(other, reader).RunAsync(Recording("call.wav"), null, Cancellation);

        other.Requests.Count.ShouldBe(1);
        reader.Reads.ShouldBe(2);
        again.Transcript!.Origin.ShouldBe(other.Origin);
    }

    [Fact]
    public async Task RunAsync_DoesNotListenAgain_WhenAnEarlierEngineReturns()
    {
        await Pipeline(transcriber, reader).RunAsync(Recording("call.wav"), null, Cancellation);
        await Pipeline(new FakeTranscriber("second"), reader).RunAsync(Recording("call.wav"), null, Cancellation);
        var back = await Pipeline(transcriber, reader).RunAsync(Recording("call.wav"), null, Cancellation);

        transcriber.Requests.Count.ShouldBe(1);
        back.Transcript!.Origin.ShouldBe(transcriber.Origin);
    }

    [Fact]
    public async Task ScoreAsync_ScoresAgainWithoutListening_WhenTheModelsAreOthers()
    {
        var other = new FakeReader("model-2");
        await Pipeline(transcriber, reader).RunAsync(Recording("call.wav"), null, Cancellation);
        var evaluation = await Pipeline(transcriber, other).ScoreAsync("call", Cancellation);

        evaluation.Model.ShouldBe("model-2");
        transcriber.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, null, new[] { Speaker.Unknown })]
    [InlineData(2, null, new[] { Speaker.Agent, Speaker.Customer })]
    [InlineData(2, new[] { Speaker.Customer, Speaker.Agent }, new[] { Speaker.Customer, Speaker.Agent })]
    [InlineData(3, null, new[] { Speaker.Agent, Speaker.Customer, Speaker.Unknown })]
    public async Task TranscribeAsync_TellsWhoIsOnWhichChannel_WhenListening(int channels, Speaker[]? map, Speaker[] expected)
    {
        var metadata = new CallMetadata { ChannelMap = map };
        await Pipeline(transcriber, reader).RunAsync(Recording("call.wav", channels, metadata: metadata), null, Cancellation);

        transcriber.Requests[0].Channels.ShouldBe(expected);
    }

    [Fact]
    public async Task TranscribeAsync_SaysWhatToDo_WhenTheCallIsUnknown()
    {
        var refused = await Should.ThrowAsync<InputException>(
            () => Pipeline(transcriber, reader).TranscribeAsync("nobody", null, Cancellation));

        refused.Message.ShouldContain("'nobody'");
    }

    [Fact]
    public async Task ScoreAsync_SaysWhatToDo_WhenThereIsNoTranscriptYet()
    {
        var pipeline = Pipeline(transcriber, reader);
        await pipeline.TakeInAsync(Recording("call.wav"), Cancellation);

        (await Should.ThrowAsync<InputException>(() => pipeline.ScoreAsync("call", Cancellation))).Fault.ShouldBe(InputFault.Transcript);
    }

    private CallPipeline Pipeline(ITranscriber speech, ICallReader models, RedactionOptions? redaction = null) => new(
        new PipelineParts(
            store, recordings, new AudioReader(), speech, models, new CallScorer(TimeProvider.System), _ => Task.FromResult(StandardScorecards.Get("service-call")))
        {
            Redactor = new Redactor(redaction ?? new RedactionOptions()),
        },
        new PipelineOptions(),
        TimeProvider.System);

    // One second of 16-bit audio at 8 kHz; the level makes recordings differ.
    private IncomingRecording Recording(string name, int channels = 2, short level = 0, CallMetadata? metadata = null)
    {
        var samples = Enumerable.Repeat(level, 8000 * channels).ToArray();
        var wave = new WaveBuilder { Channels = (ushort)channels, Data = WaveBuilder.Pcm16(samples) }.Build();
        return new IncomingRecording(folder.Write(name, wave), metadata ?? CallMetadata.None);
    }
}
