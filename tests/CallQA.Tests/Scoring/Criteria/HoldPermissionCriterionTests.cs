using CallQA.Measurement;
using CallQA.Scoring.Criteria;

namespace CallQA.Tests.Scoring.Criteria;

public sealed class HoldPermissionCriterionTests
{
    private static readonly HoldPermissionCriterion Rule = new();

    [Theory]
    [InlineData("en", "May I put you on hold for a minute", "yes")]
    [InlineData("en", "Please hold the line.", "partly")]
    [InlineData("de", "Darf ich Sie kurz in die Warteschleife legen", "yes")]
    [InlineData("de", "Moment bitte.", "partly")]
    public void Judge_TellsAskingFromTelling(string language, string announcement, string choice) =>
        Judging.Of(Rule, Hold(language, announcement)).Choice.ShouldBe(choice);

    [Theory]
    [InlineData("en", "May I put you on hold?", "Sure.", "Thank you.", "yes")]
    [InlineData("en", "I'll put you on hold.", "Sure.", "Thank you.", "partly")]
    [InlineData("de", "Darf ich Sie kurz in die Warteschleife legen?", "Ja, klar.", "Danke.", "yes")]
    [InlineData("de", "Bleiben Sie bitte dran.", "Ja, klar.", "Danke.", "partly")]
    public void Judge_ListensToTheAnnouncement_WhenTheAgentThanksBeforeTheWait(
        string language, string announcement, string answer, string thanks, string choice)
    {
        var verdict = Judging.Of(
            Rule,
            new Dialogue(language).Agent("Hm.", 0, 1).Agent(announcement, 2, 5).Customer(answer, 6, 7).Agent(thanks, 7, 8).Agent("So.", 40, 41));

        verdict.Choice.ShouldBe(choice);
        verdict.Turns.ShouldBe([1]);
    }

    [Fact]
    public void Judge_TakesTheAgentsLastTurn_WhenStoredMetricsDoNotNameTheAnnouncement()
    {
        var dialogue = Hold("en", "May I put you on hold?");
        var metrics = ConversationMeter.Measure(dialogue.Transcript())!;
        var stored = metrics with { Spans = [.. metrics.Spans.Select(span => span with { Announcement = null })] };

        var holds = new CallFacts(dialogue.Transcript(), stored, dialogue.Reading()).Holds;

        holds.ShouldHaveSingleItem().Announcement.Index.ShouldBe(0);
    }

    [Fact]
    public void Judge_SaysPartly_WhenOnlyOneOfTwoWasAsked()
    {
        var verdict = Judging.Of(
            Rule, Hold("en", "Would you mind holding?").Agent("Please hold the line.", 60, 62).Agent("Done.", 100, 101));

        verdict.Choice.ShouldBe("partly");
        verdict.Reason.In("en").ShouldBe("Permission is asked before 1 of 2 holds.");
        verdict.Turns.ShouldBe([0, 2]);
    }

    [Fact]
    public void Judge_SaysNo_WhenTheCustomerIsLeftInSilence()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("So.", 0, 1).Customer("Yes?", 2, 3).Agent("Done.", 34, 35));

        verdict.Choice.ShouldBe("no");
        verdict.Reason.In("en").ShouldBe("Waits of more than 30 s that nobody announced: 1.");
        verdict.Turns.ShouldBe([1]);
    }

    [Fact]
    public void Judge_FindsHoldsByWordsAndAct_WithoutTimes() =>
        Judging.Of(Rule, new Dialogue().Agent("One moment please.", act: "hold").Agent("Thanks for waiting.")).Choice.ShouldBe("partly");

    [Fact]
    public void Judge_DoesNotApply_WithoutHold() =>
        Judging.Of(Rule, new Dialogue().Agent("One moment.", 0, 2).Agent("Here it is.", 4, 6)).Choice.ShouldBeNull();

    private static Dialogue Hold(string language, string announcement) =>
        new Dialogue(language).Agent(announcement, 0, 3).Agent("So", 30, 32);
}
