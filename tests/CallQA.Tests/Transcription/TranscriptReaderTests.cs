using System.Text;
using CallQA.Transcription;

namespace CallQA.Tests.Transcription;

public sealed class TranscriptReaderTests : IDisposable
{
    private const string Turns = """[{"speaker":"agent","text":"Hello","start":0.5,"end":1.25},{"speaker":"Customer","text":"Hi"}]""";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Parse_ReadsOneCall()
    {
        var call = Parse($$"""{"id":"c-1","language":"en","turns":{{Turns}}}""").ShouldHaveSingleItem();

        (call.Id, call.Language, call.Duration, call.Origin, call.HasTimes).ShouldBe(("c-1", "en", null, null, false));
        call.Turns.ShouldBe(
        [
            new Turn(Speaker.Agent, "Hello", TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1.25)),
            new Turn(Speaker.Customer, "Hi"),
        ]);
    }

    [Fact]
    public void Parse_ReadsAnArray() => Parse($$"""
        [ {"id":"a","language":"en","turns":[]},
          {"id":2,"language":"de-DE","turns":{{Turns}}} ]
        """).Select(call => (call.Id, call.Language)).ShouldBe([("a", "en"), ("2", "de")]);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n\r\n")]
    [InlineData(" ")]
    public void Parse_ReadsJsonLines(string end) => Parse(string.Join(end, "a b c".Split(' ').Select(id => $$"""{"id":"{{id}}","language":"en","turns":[]}""")) + end)
        .Select(call => call.Id).ShouldBe(["a", "b", "c"]);

    [Fact]
    public void Parse_ReadsWords_WhenTheyHaveTimes()
    {
        var turn = ParseWords("""{"text":"Hello,","start":0.98,"end":1.5,"confidence":0.5},{"text":"you","start":1.5,"end":2.04}""");

        turn.Words.ShouldBe([
            new Word("Hello,", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5), 0.5),
            new Word("you", TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2), 1),
        ]);
    }

    [Theory]
    [InlineData("""{"word":"Hello","start":1,"end":2}""")]
    [InlineData("""{"text":"Hello","start":1,"end":2},{"text":"you"}""")]
    [InlineData("1,2")]
    public void Parse_PassesOverWords_WhenTheyAreOfAnotherForm(string words) => ParseWords(words).Words.ShouldBeNull();

    [Theory]
    [InlineData("""{"text":"secret","start":1.6,"end":1.5}""", "comes before")]
    [InlineData("""{"text":"secret","start":0.8,"end":1.5}""", "outside its turn")]
    [InlineData("""{"text":"secret","start":1.5,"end":2.2}""", "outside its turn")]
    [InlineData("""{"text":"a","start":1.5,"end":1.8},{"text":"secret","start":1.2,"end":1.4}""", "word 2")]
    public void Parse_SaysWhere_WhenWordTimesContradict(string words, string reason)
    {
        var error = Should.Throw<TranscriptFormatException>(() => ParseWords(words));

        error.Message.ShouldBeASentence("turn 1", reason);
        error.Message.ShouldNotContain("secret");
    }

    private static Turn ParseWords(string words) =>
        Parse($$"""{"id":"a","language":"en","turns":[{"speaker":"agent","text":"Hello, you","start":1,"end":2,"words":[{{words}}]}]}""")[0].Turns[0];

    [Fact]
    public void Parse_PassesOverLabelsAndOtherProperties()
    {
        var call = Parse("""
            {"id":"c-1","language":"en","industry":"bank","scores":{"empathy":5},"note":null,"sampleRate":8000,"channels":["agent","customer"],"durationSeconds":9.5,
             "turns":[{"speaker":"agent","text":"Hello","act":"greeting","words":[{"text":"Hello"}],"start":null,"confidence":0.25}]}
            """).ShouldHaveSingleItem();

        call.Duration.ShouldBe(TimeSpan.FromSeconds(9.5));
        call.Turns.ShouldBe([new Turn(Speaker.Agent, "Hello", Confidence: 0.25)]);
    }

    [Fact]
    public void Parse_OrdersTurnsByStart_WhenAllHaveOne()
    {
        var call = Parse("""{"id":"c","language":"en","turns":[{"speaker":"agent","text":"b","start":2,"end":3},{"speaker":"customer","text":"a","start":1,"end":4}]}""").ShouldHaveSingleItem();

        call.Turns.Select(turn => turn.Text).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Parse_KeepsTimesInsideTheRecording_WhenTheyWereRounded()
    {
        var call = Parse("""{"id":"c","language":"en","duration":3,"turns":[{"speaker":"agent","text":"a","start":1,"end":3.004}]}""").ShouldHaveSingleItem();

        call.Turns[0].End.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task ReadAsync_TakesTheFilesName_WhenASingleCallHasNoId()
    {
        var path = folder.Write("call-9.json", [.. Encoding.UTF8.GetPreamble(), .. """{"turns":[]}"""u8]);

        var call = (await TranscriptReader.ReadAsync(path, Token, language: "de")).ShouldHaveSingleItem();

        (call.Id, call.Language).ShouldBe(("call-9", "de"));
    }

    [Fact]
    public void Parse_MakesIdsSafe() => Parse("""{"id":"../x","language":"en","turns":[]}""").ShouldHaveSingleItem().Id.ShouldStartWith("_x-");

    [Theory]
    [InlineData("", "holds no transcript")]
    [InlineData("[]", "holds no transcript")]
    [InlineData("call one", "not valid JSON at line 1")]
    [InlineData("""{"id":"c",""", "not valid JSON at line 1")]
    [InlineData("""{"id":"c","language":"en","turns":[{"speaker":"agent","text":"\ud800"}]}""", "half a character")]
    [InlineData("7", "a call is written as a JSON object, but this is a number")]
    [InlineData("""{"id":"c","turns":[]}""", "no \"language\"")]
    [InlineData("""{"id":"c","language":"xx","turns":[]}""", "'xx' is no known language")]
    [InlineData("""{"id":["c"],"language":"en","turns":[]}""", "\"id\" is a list")]
    [InlineData("""{"id":"c","language":"en"}""", "no list \"turns\"")]
    [InlineData("""{"id":"c","language":"en","turns":"none"}""", "no list \"turns\"")]
    [InlineData("""{"id":"c","language":"en","duration":"9 s","turns":[]}""", "\"duration\" is a text")]
    public void Parse_SaysWhatIsWrongWithTheCall(string json, string what) => Refused(json, "'calls.json'", what);

    [Theory]
    [InlineData("""[7]""", "turn 1: a turn is written as a JSON object")]
    [InlineData("""[{"text":"Secret"}]""", "turn 1: the turn has no \"speaker\"")]
    [InlineData("""[{"speaker":"robot","text":"Secret"}]""", "turn 1: the speaker 'robot' is not known")]
    [InlineData("""[{"speaker":"agent"}]""", "turn 1: the turn has no \"text\"")]
    [InlineData("""[{"speaker":"agent","text":" "}]""", "turn 1: the turn has no \"text\"")]
    [InlineData("""[{"speaker":"agent","text":{"a":"Secret"}}]""", "turn 1: \"text\" is an object")]
    [InlineData("""[{"speaker":"agent","text":"Hi"},{"speaker":"agent","text":"Secret","start":-0.5}]""", "turn 2: \"start\" is -0.5")]
    [InlineData("""[{"speaker":"agent","text":"Secret","start":5,"end":4.5}]""", "turn 1: the end 4.5 s comes before the start 5 s")]
    [InlineData("""[{"speaker":"agent","text":"Secret","start":"00:01"}]""", "turn 1: \"start\" is a text")]
    [InlineData("""[{"speaker":"agent","text":"Secret","end":1e300}]""", "turn 1: \"end\" is 1e300")]
    [InlineData("""[{"speaker":"agent","text":"Secret","end":12000}]""", "turn 1: the turn reaches to 12000 s, but the recording ends at 9 s")]
    [InlineData("""[{"speaker":"agent","text":"Secret","confidence":2}]""", "turn 1: \"confidence\" is 2")]
    public void Parse_SaysWhatIsWrongWithTheTurn(string turns, string what) =>
        Refused($$"""{"id":"c","language":"en","duration":9,"turns":{{turns}}}""", "'calls.json'", what);

    [Fact]
    public void Parse_NamesTheLine_WhenOneOfManyIsWrong()
    {
        const string good = """{"id":"a","language":"en","turns":[]}""";

        Refused($"{good}\n\n{{\"id\":\"b\",\"language\":\"en\",\"turns\":[{{\"speaker\":\"x\",\"text\":\"y\"}}]}}\n", "'calls.json', line 3, turn 1:");
        Refused($"{good}\n{{\"id\":\n", "not valid JSON at line 3");
        Refused($"{good}\n{good}\n", "'calls.json', line 2", "the id 'a' stands in 'calls.json' already");
        Refused($"{good}\n{{\"language\":\"en\",\"turns\":[]}}", "line 2: the call has no \"id\"");
        Refused($"[{good},3]", "'calls.json', call 2:");
    }

    [Fact]
    public void Parse_SaysSo_WhenTheTextIsNotUtf8() => Should.Throw<TranscriptFormatException>(
        () => TranscriptReader.Parse(Encoding.Latin1.GetBytes("""{"id":"ä","language":"de","turns":[]}"""), "calls.json")).Message.ShouldBeASentence("'calls.json'", "not UTF-8");

    [Fact]
    public void Parse_ThrowsNothingButTranscriptExceptions_WhateverTheBytes()
    {
        var random = new Random(815);
        var original = Encoding.UTF8.GetBytes($$"""{"id":"c-1","language":"en","duration":12.5,"origin":{"engine":"e"},"turns":{{Turns}}}""" + "\n");
        for (var round = 0; round < 3000; round++)
        {
            try
            {
                var calls = TranscriptReader.Parse(Mutation.Of([.. original, .. original], random), "calls.json");
                calls.ShouldAllBe(call => call.Turns.All(turn => turn.Start == null || turn.Start >= TimeSpan.Zero));
            }
            catch (TranscriptFormatException error)
            {
                error.Message.ShouldBeASentence("'calls.json'");
            }
        }
    }

    public void Dispose() => folder.Dispose();

    private static IReadOnlyList<Transcript> Parse(string json) => TranscriptReader.Parse(Encoding.UTF8.GetBytes(json), "calls.json");

    private static void Refused(string json, params string[] named)
    {
        var error = Should.Throw<TranscriptFormatException>(() => Parse(json));

        error.Fault.ShouldBe(InputFault.Transcript);
        error.Message.ShouldBeASentence(named);
        error.Message.ShouldNotContain("Secret");
    }
}
