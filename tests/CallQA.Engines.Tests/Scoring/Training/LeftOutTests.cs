using CallQA.Benchmarks.Scoring;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Training;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Training;

public sealed class LeftOutTests
{
    private static readonly Dialogue Thanks = Dialogue.From(new Transcript("call", "en", [new(Speaker.Agent, "Thank you so much for calling.")]));

    [Fact]
    public void See_KeepsTheWordsAndDropsTheGroups_WhenTheLexiconIsLeftOut()
    {
        var seen = new LeftOut { Lexicon = true }.See(Thanks).Turns[0];

        seen.Groups.ShouldBeEmpty();
        seen.Tokens.ShouldBe(Thanks.Turns[0].Tokens);
        LeftOut.Nothing.See(Thanks).Turns[0].Groups.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Fit_LearnsNothingFromWhatIsLeftOut_WhenWordPairsAre()
    {
        var pairs = Ablation.Groups.SelectMany(group => group).Single(one => one.Name == "word pairs").Without;
        var calls = (await CorpusReader.ReadAsync(Shipped.CorpusDirectory, TestContext.Current.CancellationToken)).Conversations
            .Where(one => one is { Kind: ConversationKind.Call, Source: "en-a" }).Take(20).Select(one => PreparedConversation.From(one, pairs)).ToList();

        var turns = new TurnTrainer(1, pairs).Fit(calls, TestContext.Current.CancellationToken).Vocabulary.Names;
        var text = new TextTrainer(1, pairs).Fit(Criterion.Courtesy, calls).Model.Words.Vocabulary.Names;

        turns.ShouldContain(name => name.StartsWith("w:", StringComparison.Ordinal));
        turns.ShouldNotContain(name => name.StartsWith("b:", StringComparison.Ordinal));
        text.ShouldNotBeEmpty();
        text.ShouldNotContain(name => name.Contains(' ', StringComparison.Ordinal));
    }

    [Fact]
    public void Groups_BeginWithTheWholeAndNameEveryPartOnce()
    {
        var names = Ablation.Groups.SelectMany(group => group).Select(one => one.Name).ToList();

        names[0].ShouldBe(Ablation.Whole);
        names.ShouldBeUnique();
    }
}
