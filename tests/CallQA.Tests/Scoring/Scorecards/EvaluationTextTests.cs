using CallQA.Measurement;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;

namespace CallQA.Tests.Scoring.Scorecards;

public sealed class EvaluationTextTests
{
    private static readonly Scorecard Card = ScorecardReader.Read(ScorecardYaml.Valid, "mini.yaml");

    [Fact]
    public void Render_GivesEveryQuestionWithItsAnswer_WhenTheCallIsUnresolved()
    {
        var lines = EvaluationText.Render(Card, Evaluate(Resolution.Unresolved), "de");

        lines[0].ShouldBe("Klein (mini@2) · call: 40 % ?");
        lines.ShouldContain("Zweiter [second] · 0 %");
        lines.ShouldContain("    Nein 0/5 ! ? · Because.");
        lines[lines.ToList().IndexOf("  Und? [opinion]") + 1].ShouldStartWith("    – ? · ");
    }

    [Fact]
    public void Render_Refuses_WhenTheEvaluationIsOfAnotherVersion() =>
        Should.Throw<InputException>(() => EvaluationText.Render(Card with { Version = 3 }, Evaluate(Resolution.Resolved), "en"))
            .Message.ShouldContain("was made with mini@2, not with mini@3");

    private static Evaluation Evaluate(Resolution resolution)
    {
        var call = new Dialogue().Agent("Good morning, this is Anna.", 1, 3, act: "greeting").Customer("Hello.", 4, 5);
        var transcript = call.Transcript(6);
        return new CallScorer(TimeProvider.System).Score(
            "call", transcript, ConversationMeter.Measure(transcript), call.Reading(Dialogue.Scores(resolution: resolution)), Card);
    }
}
