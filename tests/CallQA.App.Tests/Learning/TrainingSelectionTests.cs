using CallQA.App.Learning;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Transcription;

namespace CallQA.App.Tests.Learning;

public sealed class TrainingSelectionTests
{
    [Fact]
    public void Of_KeepsOfCallsWithTheSameWordsTheOneReviewedFirst()
    {
        var selection = TrainingSelection.Of([Call(3, "Hello there."), Call(1, "hello THERE"), Call(2, "Good bye.")]);

        selection.Conversations.Select(one => one.Id).ShouldBe([Id(1), Id(2)], ignoreOrder: true);
        selection.LeftOut.ShouldBe(new Dictionary<string, int> { [TrainingSelection.SameWords] = 1 });
    }

    [Fact]
    public void Of_LeavesOutTheSurplusOfAScore_AndKeepsRareOnes()
    {
        var calls = Enumerable.Range(0, 60).Select(number => Call(number, empathy: number < 55 ? 4 : 1));

        var selection = TrainingSelection.Of(calls);

        selection.Conversations.Count(one => one.Empathy == 1).ShouldBe(5);
        selection.Conversations.Count(one => one.Empathy == 4).ShouldBe(15, "three times the rarest");
        selection.LeftOut[TrainingSelection.PlentifulScores].ShouldBe(40);
    }

    [Fact]
    public void Of_TakesNoMoreThanFortyCallsOfAnAgent_ToLearnFrom()
    {
        var selection = TrainingSelection.Of(Enumerable.Range(0, 45).Select(number => Call(number, agent: "a-1"))
            .Concat(Enumerable.Range(45, 50).Select(number => Call(number, agent: "a-1", part: CorpusPart.Test))));

        selection.Conversations.Count(one => one.Part == CorpusPart.Train).ShouldBe(TrainingSelection.MostOfAnAgent);
        selection.Conversations.Count(one => one.Part == CorpusPart.Test).ShouldBe(50, "what is compared on stays as it is");
        selection.LeftOut[TrainingSelection.SameAgent].ShouldBe(5);
    }

    [Fact]
    public void Of_CountsOfAnAgentOnlyWhatIsTaken()
    {
        // Of 100 ordinary calls ten are taken; the 30 rare ones fit beside them.
        var ordinary = Enumerable.Range(0, 100).Select(number => Call(number, empathy: 4, agent: "a-1"));
        var rare = Enumerable.Range(100, 3).Select(number => Call(number, empathy: 1, agent: "a-2"));
        var others = Enumerable.Range(103, 30).Select(number => Call(number, agent: "a-1"));

        var selection = TrainingSelection.Of(ordinary.Concat(rare).Concat(others));

        selection.Conversations.Count(one => one.Empathy is null).ShouldBe(30);
        selection.Conversations.Count(one => one.Empathy == 4).ShouldBe(10);
        selection.LeftOut.Values.Sum().ShouldBe(90);
    }

    [Fact]
    public void Of_IsTheSame_InWhateverOrderCallsCome()
    {
        var calls = Enumerable.Range(0, 80).Select(number => Call(number, $"Words {number % 70}.", empathy: 1 + (number % 7 % 5), agent: $"a-{number % 2}")).ToList();

        var (one, other) = (TrainingSelection.Of(calls), TrainingSelection.Of(Enumerable.Reverse(calls)));

        one.Conversations.Select(call => call.Id).ShouldBe(other.Conversations.Select(call => call.Id));
        one.LeftOut.ShouldBe(other.LeftOut);
    }

    [Fact]
    public void PartOf_HoldsThreeInTenBack_ByTheIdentifierAlone()
    {
        var held = Enumerable.Range(0, 2000).Count(number => ReviewedCall.PartOf($"call-{number}") == CorpusPart.Test);

        held.ShouldBeInRange(540, 660);
        ReviewedCall.PartOf("call-1").ShouldBe(ReviewedCall.PartOf("call-1"));
    }

    private static string Id(int number) => ReviewedCall.IdOf($"call-{number}");

    private static ReviewedCall Call(int number, string? words = null, int? empathy = null, string? agent = null, CorpusPart part = CorpusPart.Train) => new(
        $"call-{number}", agent, number, DateTimeOffset.UnixEpoch,
        new(Id(number), "en", ConversationKind.Call, part, ReviewLines.Source, [new(Speaker.Agent, words ?? $"This is call number {number}.")], empathy));
}
