using System.Text;
using System.Text.Json.Nodes;
using CallQA.Interchange;
using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Tests.Interchange;

public sealed class ContactLensTests
{
    private const string Theirs = """
        { "Channel": "VOICE", "JobStatus": "COMPLETED", "LanguageCode": "en-US",
          "CustomerMetadata": { "ContactId": "75d40d30-1e4a-4b3f-8c2d-0123456789ab", "InputS3Uri": "s3://bucket/a.wav" },
          "Participants": [ { "ParticipantId": "CUSTOMER", "ParticipantRole": "CUSTOMER" }, { "ParticipantId": "0b1c", "ParticipantRole": "AGENT" } ],
          "ConversationCharacteristics": { "TotalConversationDurationMillis": 32110, "Sentiment": { "OverallSentiment": { "AGENT": 0, "CUSTOMER": 3.1 } } },
          "Transcript": [
            { "Id": "1", "ParticipantId": "0b1c", "BeginOffsetMillis": 0, "EndOffsetMillis": 4560, "Content": "Good morning.", "Sentiment": "NEUTRAL", "LoudnessScore": [79.27, null] },
            { "Id": "2", "ParticipantId": "CUSTOMER", "BeginOffsetMillis": 5000, "EndOffsetMillis": 7000, "Content": "My name is [PII]." },
            { "Id": "3", "ParticipantId": "SYSTEM", "BeginOffsetMillis": 8000, "EndOffsetMillis": 8500, "Content": "Beep" },
            { "Id": "4", "ParticipantId": "CUSTOMER", "BeginOffsetMillis": 9000, "EndOffsetMillis": 9500, "Content": "" } ] }
        """;

    [Fact]
    public void Parse_ReadsTurnsWithRolesAndTimes()
    {
        var read = Read(Theirs);

        (read.Id, read.Language, read.Duration).ShouldBe(("75d40d30-1e4a-4b3f-8c2d-0123456789ab", "en", TimeSpan.FromMilliseconds(32_110)));
        read.Turns.Select(turn => (turn.Speaker, turn.Text, turn.Start!.Value.TotalSeconds, turn.End!.Value.TotalSeconds)).ShouldBe(
        [
            (Speaker.Agent, "Good morning.", 0, 4.56), (Speaker.Customer, "My name is [PII].", 5, 7), (Speaker.Unknown, "Beep", 8, 8.5),
        ]);
    }

    [Theory]
    [InlineData("""{"Participants":[],"Transcript":[7],"LanguageCode":"en"}""", "is no object")]
    [InlineData("""{"Participants":[],"Transcript":[{"Content":"a","BeginOffsetMillis":-1}],"LanguageCode":"en"}""", "'BeginOffsetMillis' is no number of milliseconds")]
    [InlineData("""{"Participants":[],"Transcript":[{"Content":"a","BeginOffsetMillis":"x"}],"LanguageCode":"en"}""", "'BeginOffsetMillis' is no number of milliseconds")]
    [InlineData("""{"Participants":[],"Transcript":[{"Content":"a","BeginOffsetMillis":9,"EndOffsetMillis":1}],"LanguageCode":"en"}""", "comes before the start")]
    [InlineData("""{"Participants":[],"Transcript":[]}""", "has no \"language\"")]
    public void Parse_SaysWhatIsWrong(string text, string what) =>
        Should.Throw<TranscriptFormatException>(() => Read(text)).Message.ShouldContain(what);

    [Fact]
    public void Write_BringsBackWhatIsThere()
    {
        var transcript = Read(Theirs) with { Id = "c-1" };

        var back = Read(ContactLensWriter.Write(Call(transcript)));

        TranscriptWriter.For("json").Write(back).ShouldBe(TranscriptWriter.For("json").Write(transcript));
    }

    [Fact]
    public void Write_TellsSentimentTalkTimeAndInterruptions()
    {
        var speaker = new SpeakerMetrics(TimeSpan.FromSeconds(12), 2, 30, 150.04, TimeSpan.FromSeconds(6), 1);
        var metrics = new ConversationMetrics(
            TimeSpan.FromSeconds(32.11), speaker, speaker with { Interruptions = 0, WordsPerMinute = null }, 0.5, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(4), 1, TimeSpan.Zero, 0, TimeSpan.FromSeconds(1), null, null,
            [new(MetricSpanKind.DeadAir, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(14)), new(MetricSpanKind.Overtalk, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6), Speaker.Agent)]);
        var emotions = new Evaluation("c-1", Evaluator.Machine, "service-call@1", "scoring@1", null!, [], [], null, false, DateTimeOffset.UnixEpoch) { CustomerEmotions = [new(1, "angry")] };

        var written = JsonNode.Parse(ContactLensWriter.Write(Call(Read(Theirs)) with { Metrics = metrics, Evaluation = emotions }))!;

        ((string)written["Transcript"]![1]!["Sentiment"]!, written["Transcript"]![0]!["Sentiment"]).ShouldBe(("NEGATIVE", null));
        var found = written["ConversationCharacteristics"]!;
        ((int)found["Interruptions"]!["TotalCount"]!, (long)found["NonTalkTime"]!["TotalTimeMillis"]!, (long)found["TalkTime"]!["TotalTimeMillis"]!).ShouldBe((1, 9000, 23_000));
        ((double)found["TalkSpeed"]!["DetailsByParticipant"]!["AGENT"]!["AverageWordsPerMinute"]!).ShouldBe(150);
        found["Interruptions"]!["InterruptionsByInterrupter"]!["AGENT"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public void Write_Refuses_WhenThereAreNoTimes() =>
        Should.Throw<TranscriptFormatException>(() => ContactLensWriter.Write(Call(new Transcript("c-1", "en", [new(Speaker.Agent, "Hello")])))).Message.ShouldBeASentence("'c-1'", "no transcript with times");

    private static EvaluatedCall Call(Transcript transcript) => new(
        new Call("c-1", new string('0', 64), "a.wav", TimeSpan.FromSeconds(32.11), 8000, 2, CallMetadata.None, CallStage.Scored, DateTimeOffset.UnixEpoch), transcript, null, null);

    private static Transcript Read(string text) => TranscriptReader.Parse(Encoding.UTF8.GetBytes(text), "a.json")[0];
}
