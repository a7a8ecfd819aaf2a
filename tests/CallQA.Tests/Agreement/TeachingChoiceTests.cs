using CallQA.Agreement;

namespace CallQA.Tests.Agreement;

public sealed class TeachingChoiceTests
{
    [Fact]
    public void Pick_PrefersUnsureCalls()
    {
        TeachingChoice.Pick([Call("sure", 0.95, "the parcel"), Call("unsure", 0.3, "a refund")], [], 1).ShouldBe(["unsure"]);
    }

    [Fact]
    public void Pick_PassesOverWhatSaysTheSame()
    {
        TeachingCandidate[] calls = [Call("one", 0.3, "my parcel is late"), Call("twin", 0.31, "my parcel is late"), Call("other", 0.5, "cancel the contract")];

        TeachingChoice.Pick(calls, [], 2).ShouldBe(["one", "other"]);
        TeachingChoice.Pick(calls, ["my parcel is late".Split(' ')], 1).ShouldBe(["other"], "such a call was reviewed already");
    }

    [Fact]
    public void Pick_SpreadsOverAgents()
    {
        var calls = Enumerable.Range(0, 6).Select(number => Call($"a-{number}", 0.2, $"word{number}", "anna")).Append(Call("b", 0.9, "hello", "ben"));

        TeachingChoice.Pick([.. calls], [], 5).Count(call => call.StartsWith('a')).ShouldBe(TeachingChoice.MostOfAnAgent);
        TeachingChoice.Pick([.. calls], [], 5).ShouldContain("b");
        TeachingChoice.Pick([], [], 5).ShouldBeEmpty();
    }

    private static TeachingCandidate Call(string id, double confidence, string words, string? agent = null) => new(id, agent, confidence, words.Split(' '));
}
