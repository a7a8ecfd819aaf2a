using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class MonologueCriterionTests
{
    private static readonly MonologueCriterion Rule = new();

    [Theory]
    [InlineData(45, "yes")]
    [InlineData(46, "partly")]
    [InlineData(76, "no")]
    public void Judge_HoldsTheLimits(double seconds, string choice) =>
        Judging.Of(Rule, new Dialogue().Agent("long talk", 0, seconds).Customer("ok", seconds, seconds + 1)).Choice.ShouldBe(choice);

    [Fact]
    public void Judge_NamesTheSeconds() =>
        Judging.Of(Rule, new Dialogue().Agent("talk", 0, 80.5)).Reason.In("de")
            .ShouldBe("Der längste Monolog des Agenten dauert 80,5 s; bis 45 s ist gut, bis 75 s geduldet.");
}
