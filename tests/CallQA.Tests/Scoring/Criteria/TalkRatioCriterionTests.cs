using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class TalkRatioCriterionTests
{
    private static readonly TalkRatioCriterion Rule = new();

    [Theory]
    [InlineData(30, 70, "yes")]
    [InlineData(65, 35, "yes")]
    [InlineData(29, 71, "partly")]
    [InlineData(75, 25, "partly")]
    [InlineData(76, 24, "no")]
    [InlineData(19, 81, "no")]
    public void Judge_HoldsTheLimits(double agent, double customer, string choice) =>
        Judging.Of(Rule, new Dialogue().Agent("talk", 0, agent).Customer("talk", agent, agent + customer)).Choice.ShouldBe(choice);

    [Fact]
    public void Judge_NamesTheShare_AndShowsTheLongestTurn()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("talk", 0, 80).Customer("talk", 80, 100));

        verdict.Reason.In("en").ShouldBe("The agent has 80 % of the talk time; 30 to 65 % is good.");
        verdict.Turns.ShouldBe([0]);
    }

    [Fact]
    public void Judge_DoesNotApply_WhenNobodyTalks() =>
        Judging.Of(Rule, new Dialogue().Agent("", 0, 0)).Choice.ShouldBeNull();
}
