using CallQA.Engines.Scoring.Corpus;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Corpus;

public sealed class CorpusReaderTests
{
    private const string Split = """{"train":["a"],"validation":[],"test":["b"]}""";

    private const string Call = """
        {"id":"a","language":"en","scores":{"empathy":4,"courtesy":5,"resolution":"partial"},"turns":[{"speaker":"agent","text":"Hello.","empathy":"none","courtesy":"courteous","act":"greeting"},{"speaker":"customer","text":"Hi.","emotion":"neutral","outcome":"none"}]}
        """;

    [Fact]
    public async Task ReadAsync_ReturnsLabelsAndPart_WhenTheCallIsWellFormed()
    {
        using var folder = Folder(Call);

        var corpus = await CorpusReader.ReadAsync(folder.Path, TestContext.Current.CancellationToken);

        var call = corpus.Conversations.ShouldHaveSingleItem();
        call.ShouldSatisfyAllConditions(
            () => call.Part.ShouldBe(CorpusPart.Train),
            () => (call.Empathy, call.Courtesy, call.Resolution).ShouldBe((4, 5, Resolution.Partial)),
            () => call.Turns[0].ShouldBe(new(Speaker.Agent, "Hello.", "none", "courteous", "greeting")),
            () => call.Turns[1].ShouldBe(new(Speaker.Customer, "Hi.", Emotion: "neutral", Outcome: "none")));
    }

    [Theory]
    [InlineData("en-GB", "en")]
    [InlineData("de_AT", "de")]
    [InlineData("FR", "fr")]
    public async Task ReadAsync_KnowsTheLanguage_WhenItsRegionIsNamed(string tag, string language)
    {
        using var folder = Folder(Call.Replace("\"language\":\"en\"", $"\"language\":\"{tag}\"", StringComparison.Ordinal));

        (await CorpusReader.ReadAsync(folder.Path, TestContext.Current.CancellationToken)).Conversations.ShouldHaveSingleItem().Language.ShouldBe(language);
    }

    [Fact]
    public async Task ReadFileAsync_TakesWhatThereIs_WhenLabelsAreOfOtherKinds()
    {
        using var folder = new TemporaryFolder();
        folder.Write("elsewhere.jsonl", """
            {"id":"x","language":"de","success":false,"turns":[{"speaker":"agent","text":"Ja.","empathic":true,"polite":false}]}

            {"id":"y","language":"de","scores":{"courtesy":2},"turns":[{"speaker":"agent","text":"Nein."}]}
            """);

        var file = await CorpusReader.ReadFileAsync(Path.Combine(folder.Path, "elsewhere.jsonl"), TestContext.Current.CancellationToken);

        file.Conversations.Count.ShouldBe(2);
        file.Conversations[0].ShouldSatisfyAllConditions(
            call => call.Source.ShouldBe("elsewhere"),
            call => call.Success.ShouldBe(false),
            call => call.Turns[0].ShouldBe(new(Speaker.Agent, "Ja.", Empathic: true, Polite: false)));
        (file.Conversations[1].Empathy, file.Conversations[1].Courtesy, file.Conversations[1].Success).ShouldBe((null, 2, null));
    }

    [Theory]
    [InlineData("""{"id":"x","language":"de","success":"yes","turns":[{"speaker":"agent","text":"Ja."}]}""", "line 1 has a 'success' that is neither true nor false")]
    [InlineData("""{"language":"de","turns":[]}""", "line 1 has no 'id'")]
    [InlineData("", "holds no conversation")]
    public async Task ReadFileAsync_SaysWhatIsWrong_WhenTheFileIsMalformed(string content, string complaint)
    {
        using var folder = new TemporaryFolder();
        folder.Write("bad.jsonl", content);

        var problem = await Should.ThrowAsync<InputException>(
            () => CorpusReader.ReadFileAsync(Path.Combine(folder.Path, "bad.jsonl"), TestContext.Current.CancellationToken));

        problem.Message.ShouldContain(complaint);
    }

    [Theory]
    [InlineData("\"empathy\":4", "\"empathy\":7", "empathy score 7")]
    [InlineData("\"empathy\":4", "\"empathy\":\"4\"", "'empathy' that is not a number")]
    [InlineData("\"partial\"", "\"perhaps\"", "resolution 'perhaps'")]
    [InlineData("\"agent\"", "\"robot\"", "speaker 'robot'")]
    [InlineData("\"greeting\"", "\"hello\"", "act label 'hello'")]
    [InlineData("\"id\":\"a\"", "\"id\":\"z\"", "id 'z'")]
    [InlineData("\"id\":\"a\"", "\"id\":\"a+b\"", "id 'a+b' with a +")]
    [InlineData("\"language\":\"en\",", "", "no 'language'")]
    [InlineData("{\"id\"", "\"id\"", "is not JSON")]
    [InlineData("[{\"speaker\"", "[7,{\"speaker\"", "no 'speaker'")]
    public async Task ReadAsync_NamesFileAndLine_WhenALineIsWrong(string right, string wrong, string complaint)
    {
        using var folder = Folder("\n" + Call.Replace(right, wrong, StringComparison.Ordinal));

        var problem = await Should.ThrowAsync<InputException>(() => CorpusReader.ReadAsync(folder.Path, CancellationToken.None));

        problem.Fault.ShouldBe(InputFault.Settings);
        problem.Message.ShouldContain("one.jsonl, line 2");
        problem.Message.ShouldContain(complaint);
    }

    [Fact]
    public async Task ReadAsync_Refuses_WhenAnIdOccursTwice()
    {
        using var folder = Folder(Call + "\n" + Call);

        var problem = await Should.ThrowAsync<InputException>(() => CorpusReader.ReadAsync(folder.Path, CancellationToken.None));

        problem.Message.ShouldContain("'a'");
    }

    [Fact]
    public async Task ReadAsync_Refuses_WhenTheSplitAssignsAnIdTwice()
    {
        using var folder = Folder(Call);
        folder.Write("split.json", """{"train":["a"],"test":["a"]}""");

        var problem = await Should.ThrowAsync<InputException>(() => CorpusReader.ReadAsync(folder.Path, CancellationToken.None));

        problem.Message.ShouldContain("assigns 'a' twice");
    }

    [Fact]
    public async Task ReadAsync_NamesTheFile_WhenTheFolderIsMissing()
    {
        var problem = await Should.ThrowAsync<InputException>(() => CorpusReader.ReadAsync("no-such-corpus", CancellationToken.None));

        problem.Fault.ShouldBe(InputFault.Unreadable);
        problem.Message.ShouldContain("split.json");
    }

    [Fact]
    public async Task ReadAsync_ReadsAllBanks_WhenGivenTheShippedCorpus()
    {
        var corpus = await CorpusReader.ReadAsync(Shipped.CorpusDirectory, TestContext.Current.CancellationToken);

        corpus.Conversations.CountBy(one => one.Kind).ShouldBe(
            [new(ConversationKind.Call, 790), new(ConversationKind.Exchange, 1000), new(ConversationKind.Ending, 402)]);
        corpus.Conversations.Count(one => one.Part == CorpusPart.Test).ShouldBe(418);
    }

    private static TemporaryFolder Folder(string lines)
    {
        var folder = new TemporaryFolder();
        folder.Write("split.json", Split);
        folder.Write("calls/one.jsonl", lines);
        return folder;
    }
}
