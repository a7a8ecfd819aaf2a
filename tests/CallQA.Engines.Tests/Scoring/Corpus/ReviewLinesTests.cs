using CallQA.Engines.Scoring.Corpus;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Corpus;

public sealed class ReviewLinesTests
{
    private static readonly LabelledConversation Call = new(
        "review-1", "de", ConversationKind.Call, CorpusPart.Train, ReviewLines.Source,
        [new(Speaker.Agent, "Schönen „Tag“!", Empathy: "strong", Courtesy: "courteous", Act: "greeting"), new(Speaker.Customer, "Ja.")],
        Empathy: 4, Resolution: Resolution.Partial);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_GivesWhatWasWritten()
    {
        using var folder = new TemporaryFolder();
        var exchange = Call with { Id = "review-2", Kind = ConversationKind.Exchange, Part = CorpusPart.Test, Empathy = null, Resolution = null };
        folder.Write("reviews.jsonl", ReviewLines.Write(Call) + "\n\n" + ReviewLines.Write(exchange) + "\n");

        var read = await ReviewLines.ReadAsync(Path.Combine(folder.Path, "reviews.jsonl"), Token);

        read.Count.ShouldBe(2);
        (read[0] with { Turns = Call.Turns }).ShouldBe(Call);
        read[0].Turns.ShouldBe(Call.Turns);
        (read[1].Kind, read[1].Part, read[1].Resolution).ShouldBe((ConversationKind.Exchange, CorpusPart.Test, null));
    }

    [Theory]
    [InlineData("\"part\":\"train\"", "\"part\":\"some\"", "has the part 'some'; write one of train, validation, test")]
    [InlineData("\"kind\":\"call\"", "\"kind\":\"7\"", "has the kind '7'")]
    [InlineData("\"empathy\":4", "\"empathy\":9", "has the empathy score 9")]
    public async Task ReadAsync_NamesFileAndLine_WhenALineIsWrong(string right, string wrong, string said)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "reviews.jsonl");
        folder.Write("reviews.jsonl", ReviewLines.Write(Call).Replace(right, wrong, StringComparison.Ordinal));

        var problem = await Should.ThrowAsync<InputException>(() => ReviewLines.ReadAsync(path, Token));

        problem.Message.ShouldStartWith($"{path}, line 1 {said}");
    }

    [Fact]
    public void AddTo_LeavesOutReviewsWithTheWordsOfTheCorpus()
    {
        var corpus = new LabelledCorpus([Call with { Id = "de-1", Source = "de-a", Part = CorpusPart.Test }], "hash");
        var other = Call with { Id = "review-3", Turns = [new(Speaker.Agent, "Guten Tag.")] };

        var both = ReviewLines.AddTo(corpus, [Call with { Turns = [new(Speaker.Agent, "schönen tag"), new(Speaker.Customer, "Ja")] }, other]);

        both.Conversations.Select(one => one.Id).ShouldBe(["de-1", "review-3"]);
        both.Hash.ShouldNotBe(corpus.Hash);
        ReviewLines.AddTo(corpus, []).ShouldBeSameAs(corpus);
    }
}
