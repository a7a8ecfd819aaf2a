using CallQA.Scoring.Criteria;
namespace CallQA.Tests.Scoring.Criteria;

public sealed class GreetingCriterionTests
{
    private static readonly GreetingCriterion Rule = new();

    [Theory]
    [InlineData("en", "Good morning, thank you for calling Acme, how can I help?")]
    [InlineData("en", "acme support good afternoon")]
    [InlineData("en", "Hi, Nicole speaking.")]
    [InlineData("de", "Schönen guten Tag, Stadtwerke Neustadt, Sie sprechen mit Frau Meier.")]
    [InlineData("de", "Nordbank Service, guten Tag")]
    [InlineData("de", "gruess gott mein name ist huber")]
    public void Judge_SaysYes_WhenGreetedWithAName(string language, string opening) =>
        Judging.Of(Rule, new Dialogue(language).Agent(opening, 2, 5)).Choice.ShouldBe("yes");

    [Theory]
    [InlineData("en", "Hello?")]
    [InlineData("en", "Hello, who am I speaking with?")]
    [InlineData("de", "Ja, hallo")]
    [InlineData("de", "Guten Tag.")]
    public void Judge_SaysPartly_WhenNoNameIsGiven(string language, string opening)
    {
        var verdict = Judging.Of(Rule, new Dialogue(language).Agent(opening));

        verdict.Choice.ShouldBe("partly");
        verdict.Reason.In("en").ShouldBe("The agent greets but names neither company nor person.");
    }

    [Fact]
    public void Judge_SaysPartly_WhenANameStandsWithoutAGreeting()
    {
        var verdict = Judging.Of(Rule, new Dialogue("de").Agent("Regiostrom, Hartwig.", act: "greeting"));

        verdict.Choice.ShouldBe("partly");
        verdict.Reason.In("de").ShouldBe("Der Agent eröffnet das Gespräch ohne einen Gruß.");
    }

    [Theory]
    [InlineData(15.0, "yes")]
    [InlineData(15.1, "partly")]
    public void Judge_HoldsTheLimit(double start, string choice)
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("Good morning, my name is Ann.", start, start + 2), ("within", 15));

        verdict.Choice.ShouldBe(choice);
        verdict.Turns.ShouldBe([0]);
    }

    [Fact]
    public void Judge_NamesTheSeconds_WhenLate() =>
        Judging.Of(Rule, new Dialogue().Agent("Good morning, my name is Ann.", 21.26, 25)).Reason.In("en")
            .ShouldBe("The greeting comes after 21.3 s; it is due within 15 s.");

    [Fact]
    public void Judge_SaysNo_WhenTheOpeningHoldsNeither()
    {
        var verdict = Judging.Of(Rule, new Dialogue().Agent("Account number.").Agent("Speak up.").Agent("Good morning, this is Ann."));

        verdict.Choice.ShouldBe("no");
        verdict.Turns.ShouldBe([0, 1]);
        verdict.Reason.In("en").ShouldBe("Neither a greeting nor a name in the opening; turns looked at: 2.");
    }
}
