using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class InterruptionsCriterionTests
{
    private static readonly InterruptionsCriterion Rule = new();

    [Theory]
    [InlineData(1, "yes")]
    [InlineData(2, "partly")]
    [InlineData(3, "partly")]
    [InlineData(4, "no")]
    public void Judge_CountsTheAgentsInterruptions(int interruptions, string choice)
    {
        var verdict = Judging.Of(Rule, Interrupted(interruptions));

        verdict.Choice.ShouldBe(choice);
        verdict.Reason.In("en").ShouldBe($"Interruptions by the agent: {interruptions}; up to 1 is good, up to 3 tolerated.");
    }

    [Fact]
    public void Judge_ShowsTheInterruptingTurns() => Judging.Of(Rule, Interrupted(2)).Turns.ShouldBe([1, 3]);

    [Fact]
    public void Judge_DoesNotBlameTheAgent_WhenTheCustomerInterrupts() =>
        Judging.Of(Rule, new Dialogue().Agent("let me", 0, 5).Customer("no", 4, 8), ("most", 0)).Choice.ShouldBe("yes");

    private static Dialogue Interrupted(int times)
    {
        var dialogue = new Dialogue();
        for (var at = 0; at < times; at++)
            dialogue.Customer("I would like", 10 * at, 10 * at + 5).Agent("listen", 10 * at + 4, 10 * at + 9);
        return dialogue;
    }
}
