using System.Text.Json;
using CallQA.Measurement;
using CallQA.Scoring.Criteria;
using CallQA.Scoring.Scorecards;

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

    [Fact]
    public void Judge_ShowsTheTurnsOfTheLongestRun_WhenALongerTurnStandsElsewhere()
    {
        var dialogue = new Dialogue().Agent("one long turn", 0, 20).Customer("ok", 20, 21);
        foreach (var start in new[] { 21, 37, 53, 69, 85, 101 })
            dialogue.Agent("on and on", start, start + 15);
        dialogue.Customer("ok", 116, 117).Agent("after that", 117, 118);

        var verdict = Judging.Of(Rule, dialogue);

        verdict.Choice.ShouldBe("no");
        verdict.Reason.In("en").ShouldStartWith("The agent's longest monologue lasts 95.0 s");
        verdict.Turns.ShouldBe([2, 3, 4, 5, 6, 7]);
    }

    [Fact]
    public void Judge_ShowsNoTurnBeforeDeadAir_WhenTheStoredSilenceIsRoundedPastIt()
    {
        var dialogue = new Dialogue().Agent("before", 0, 20.0004).Agent("long talk", 40.0004, 90);
        var metrics = JsonSerializer.Deserialize<ConversationMetrics>(
            JsonSerializer.Serialize(ConversationMeter.Measure(dialogue.Transcript()), CallQAJson.Compact), CallQAJson.Compact);
        var numbers = Rule.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default);

        var verdict = Rule.Judge(
            new CallFacts(dialogue.Transcript(), metrics, dialogue.Reading()),
            new RuleParameters(numbers, new Dictionary<string, IReadOnlyList<string>>()));

        verdict.Turns.ShouldBe([1]);
    }
}
