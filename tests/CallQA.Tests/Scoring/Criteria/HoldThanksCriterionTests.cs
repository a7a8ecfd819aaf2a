using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class HoldThanksCriterionTests
{
    private static readonly HoldThanksCriterion Rule = new();

    [Theory]
    [InlineData("en", "Thank you for waiting.", "yes")]
    [InlineData("en", "thanks so much for your patience", "yes")]
    [InlineData("en", "Sorry to keep you waiting", "yes")]
    [InlineData("en", "So, it is 40 pounds.", "no")]
    [InlineData("de", "Vielen Dank fürs Warten.", "yes")]
    [InlineData("de", "danke fuer ihre geduld", "yes")]
    [InlineData("de", "So, da bin ich.", "no")]
    public void Judge_ListensToTheReturn(string language, string comeback, string choice)
    {
        var announcement = language == "de" ? "Moment bitte" : "One moment please";

        var verdict = Judging.Of(Rule, new Dialogue(language).Agent(announcement, 0, 3).Agent(comeback, 30, 32));

        verdict.Choice.ShouldBe(choice);
        verdict.Turns.ShouldBe([1]);
    }

    [Fact]
    public void Judge_SaysPartly_WhenThankedOnceOfTwice()
    {
        var verdict = Judging.Of(Rule, new Dialogue()
            .Agent("Please hold.", 0, 3).Agent("Thank you for holding.", 30, 32)
            .Agent("Please hold.", 40, 42).Agent("Right.", 70, 72));

        verdict.Choice.ShouldBe("partly");
        verdict.Reason.In("en").ShouldBe("The agent thanks for waiting after 1 of 2 holds.");
    }

    [Fact]
    public void Judge_DoesNotApply_WhenTheCallEndsOnHold()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("Please hold.", 0, 3).Customer("hello?", 60, 61));

        verdict.Choice.ShouldBeNull();
        verdict.Reason.In("en").ShouldBe("The call ends on hold: the agent does not come back and cannot thank for waiting.");
        verdict.Reason.In("de").ShouldBe("Das Gespräch endet in der Wartezeit: Der Agent kommt nicht zurück und kann nicht fürs Warten danken.");
    }

    [Fact]
    public void Judge_DoesNotApply_WithoutAHold()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("Good morning.", 0, 3).Customer("hello?", 4, 5));

        verdict.Choice.ShouldBeNull();
        verdict.Reason.In("en").ShouldBe("The customer is never put on hold.");
    }
}
