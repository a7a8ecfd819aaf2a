using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class DeadAirCriterionTests
{
    private static readonly DeadAirCriterion Rule = new();

    [Theory]
    [InlineData(10, "yes")]
    [InlineData(10.5, "partly")]
    [InlineData(20, "partly")]
    [InlineData(20.5, "no")]
    public void Judge_HoldsTheLimits(double silence, string choice) =>
        Judging.Of(Rule, Silent(silence)).Choice.ShouldBe(choice);

    [Fact]
    public void Judge_NamesSeconds_AndShowsTheTurnBeforeTheSilence()
    {
        var verdict = Judging.Of(Rule, Silent(31.5));

        verdict.Reason.In("en").ShouldBe("31.5 s of dead air (silences: 1); up to 10 s is good, up to 20 s tolerated.");
        verdict.Reason.In("de").ShouldBe("31,5 s unangekündigte Stille (Pausen: 1); bis 10 s ist gut, bis 20 s geduldet.");
        verdict.Turns.ShouldBe([1]);
    }

    [Fact]
    public void Judge_ForgivesAnnouncedHolds() =>
        Judging.Of(Rule, new Dialogue().Agent("Please hold the line.", 0, 2).Agent("Back again", 90, 92)).Choice.ShouldBe("yes");

    private static Dialogue Silent(double seconds) =>
        new Dialogue().Agent("hello", 0, 2).Customer("hi", 2, 4).Agent("so", 4 + seconds, 6 + seconds);
}
