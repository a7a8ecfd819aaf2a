using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class VerificationCriterionTests
{
    private static readonly VerificationCriterion Rule = new();

    [Theory]
    [InlineData("en", "May I have your account number, please?", "I can see that your invoice is open.")]
    [InlineData("de", "Nennen Sie mir bitte Ihr Geburtsdatum?", "Ich sehe hier Ihre letzte Rechnung.")]
    public void Judge_SaysYes_WhenTheCustomerIsIdentifiedFirst(string language, string question, string disclosure)
    {
        var verdict = Judging.Of(Rule, new Dialogue(language).Agent(question).Customer("4 4 7 1").Agent(disclosure));

        verdict.Choice.ShouldBe("yes");
        verdict.Turns.ShouldBe([0]);
    }

    [Fact]
    public void Judge_SaysYes_WhenTheCustomerGivesTheNumberUnasked() =>
        Judging.Of(Rule, new Dialogue().Customer("My customer number is 4471 0").Agent("I can see your contract.")).Turns.ShouldBe([0]);

    [Fact]
    public void Judge_TakesTheActLabelForAQuestion_WhoseWordsItDoesNotKnow() =>
        Judging.Of(Rule, new Dialogue().Agent("And the town you grew up in?", act: "verification")).Choice.ShouldBe("yes");

    [Theory]
    [InlineData("en", "According to our records you owe ten pounds.")]
    [InlineData("de", "Auf Ihrem Konto sind noch zehn Euro offen.")]
    public void Judge_SaysNo_WhenNobodyIsIdentified(string language, string disclosure)
    {
        var verdict = Judging.Of(Rule, new Dialogue(language).Customer("Hi").Agent(disclosure));

        verdict.Choice.ShouldBe("no");
        verdict.Turns.ShouldBe([1]);
    }

    [Fact]
    public void Judge_SaysNo_WhenTheQuestionComesTooLate()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("I can see your balance.").Customer("Oh").Agent("What is your date of birth?"));

        verdict.Choice.ShouldBe("no");
        verdict.Reason.In("en").ShouldBe("Personal data are spoken of in turn 1, the customer is identified only in turn 3.");
    }

    [Fact]
    public void Judge_DoesNotApply_WhenNoPersonalDataComeUp() =>
        Judging.Of(Rule, new Dialogue().Customer("When do you open?").Agent("At nine.")).Choice.ShouldBeNull();
}
