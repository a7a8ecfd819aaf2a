using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class PaceCriterionTests
{
    private static readonly PaceCriterion Rule = new();

    [Theory]
    [InlineData(100, "yes")]
    [InlineData(200, "yes")]
    [InlineData(99, "partly")]
    [InlineData(225, "partly")]
    [InlineData(226, "no")]
    [InlineData(74, "no")]
    public void Judge_HoldsTheLimits(int words, string choice) =>
        Judging.Of(Rule, new Dialogue().Agent(string.Join(' ', Enumerable.Repeat("word", words)), 0, 60)).Choice.ShouldBe(choice);

    [Fact]
    public void Judge_NamesThePace() =>
        Judging.Of(Rule, new Dialogue().Agent("one two three four five six", 0, 6)).Reason.In("de")
            .ShouldBe("Der Agent spricht 60 Wörter pro Minute; gut sind 100 bis 200.");

    [Fact]
    public void Judge_DoesNotApply_BelowFiveSeconds() =>
        Judging.Of(Rule, new Dialogue().Agent("hello there", 0, 4)).Choice.ShouldBeNull();
}
