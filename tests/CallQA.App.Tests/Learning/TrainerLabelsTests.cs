using CallQA.App.Coaching.Examples;
using CallQA.App.Learning;
using CallQA.App.Search.Index;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Transcription;

namespace CallQA.App.Tests.Learning;

public sealed class TrainerLabelsTests
{
    private static readonly SpokenTurnRow[] Turns = [Turn(0, Speaker.Agent), Turn(1, Speaker.Customer), Turn(2, Speaker.Agent), Turn(3, Speaker.Agent)];

    [Theory]
    [InlineData("skill:acknowledge", true, true, "strong", null)]
    [InlineData("skill:acknowledge", true, false, "none", null)]
    [InlineData("skill:acknowledge", false, false, null, null)]
    [InlineData("skill:courtesy", false, true, null, "discourteous")]
    [InlineData("question:greeting", true, true, null, null)]
    public void On_LabelsTheTurnThatHoldsTheMoment(string topic, bool good, bool confirmed, string? empathy, string? courtesy)
    {
        var turns = TrainerLabels.On(Turns, [Verdict(topic, good, confirmed, 24, 28)]);

        (turns[2].Empathy, turns[2].Courtesy).ShouldBe((empathy, courtesy), "the passage begins within the turn");
        turns.Where((_, index) => index != 2).ShouldAllBe(turn => turn.Empathy == null && turn.Courtesy == null);
    }

    [Fact]
    public void On_LabelsNothing_WhereSeveralTurnsMayBeMeantOrTrainersDisagree()
    {
        TrainerLabels.On(Turns, [Verdict("skill:acknowledge", true, true, 24, 33)]).ShouldAllBe(turn => turn.Empathy == null);
        TrainerLabels.On(Turns, [Verdict("skill:acknowledge", true, true, 24, 28), Verdict("skill:acknowledge", true, false, 24, 28)]).ShouldAllBe(turn => turn.Empathy == null);
    }

    [Fact]
    public void Exchange_IsTheLabelledTurnWithTheCustomersBeforeIt()
    {
        var exchange = TrainerLabels.Exchange("review-1", "en", TrainerLabels.On(Turns, [Verdict("skill:acknowledge", true, true, 24, 28)]))!;

        exchange.Kind.ShouldBe(ConversationKind.Exchange);
        exchange.Turns.Select(turn => turn.Text).ShouldBe(["turn 1", "turn 2"]);
        TrainerLabels.Exchange("review-1", "en", TrainerLabels.On(Turns, [])).ShouldBeNull();
    }

    private static SpokenTurnRow Turn(int number, Speaker speaker) => new()
    {
        Key = number, CallKey = 0, Speaker = speaker, Language = "en", Text = $"turn {number}", StartTicks = TimeSpan.FromSeconds(10 * number).Ticks,
    };

    private static ExampleVerdictRow Verdict(string topic, bool good, bool confirmed, int start, int end) => new()
    {
        Topic = topic, CallId = "call", StartTicks = TimeSpan.FromSeconds(start).Ticks, EndTicks = TimeSpan.FromSeconds(end).Ticks,
        Source = "measure:empathy", Good = good, Confirmed = confirmed, ById = "tina", By = "Tina", AtUtc = DateTime.UnixEpoch,
    };
}
