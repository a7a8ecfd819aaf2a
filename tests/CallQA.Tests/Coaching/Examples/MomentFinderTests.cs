using CallQA.Coaching.Examples;
using CallQA.Measurement;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.Tests.Coaching.Examples;

public sealed class MomentFinderTests
{
    private static readonly MomentCall Call = new("c", "a-1", "en");

    [Fact]
    public void Find_PutsNeighbouringEvidenceIntoOneMoment_AndKeepsGoodAndBadApart()
    {
        var evaluation = Some.Evaluation(
            evidence: [Some.Evidence("I am sorry.", 0.3, turn: 4, start: 20), Some.Evidence("That is annoying.", 0.4, turn: 6, start: 30), Some.Evidence("Wait.", -0.5, turn: 5, start: 26), Some.Evidence("Hm.", 0.01, turn: 9)],
            answers: [Some.Answer("acknowledgement", 1, 1, true, Some.Evidence("I understand.", 1, turn: 20, start: 90)), Some.Answer("greeting", 1, 1, true, Some.Evidence("Hello.", 1))]);

        var moments = MomentFinder.Find(Skill("acknowledge"), Call, evaluation);

        moments.Select(moment => (moment.Source, moment.FirstTurn, moment.LastTurn, moment.Start?.TotalSeconds, moment.End?.TotalSeconds, Math.Round(moment.Contribution, 3))).ShouldBe(
        [
            ("measure:empathy", 4, 6, 20, 34, 0.56), ("measure:empathy", 5, 5, 26, 30, -0.4), ("question:acknowledgement", 20, 20, 90, 94, 1),
        ]);
    }

    [Fact]
    public void Find_MeasuresAQuestionByItsPoints_AndKnowsHowTheCustomerSoundedBefore()
    {
        var evaluation = Some.Evaluation(answers: [Some.Answer("greeting", 0, 4, true, Some.Evidence("Yes?", -2, turn: 6))]) with
        {
            CustomerEmotions = [new(1, "grateful"), new(5, "angry")],
        };
        var topic = ExampleTopic.Of(StandardScorecards.Get("service-call")).Single(one => one.Key == "question:greeting");
        var moment = MomentFinder.Find(topic, Call, evaluation).ShouldHaveSingleItem();
        (moment.Contribution, moment.Good, moment.Situation).ShouldBe((-0.5, false, CustomerSituation.Upset));
        MomentFinder.Find(topic, Call, evaluation with { CustomerEmotions = [new(1, "angry")] })[0].Situation.ShouldBe(CustomerSituation.Calm, "that was long before");
    }

    [Theory]
    [InlineData("3 angry, 5 sad, 9 grateful", 5, 9, 1)]
    [InlineData("3 angry, 9 satisfied", 3, 9, 0.5)]
    [InlineData("3 grateful, 5 angry, 9 angry", 9, 11, -1)]
    [InlineData("5 frustrated", 5, 7, -0.5)]
    public void Find_ShowsTheTurnAround_OrThatThereIsNone(string moods, int first, int last, double contribution)
    {
        var moment = MomentFinder.Find(Skill("turn-around"), Call, Some.Evaluation() with { CustomerEmotions = [.. moods.Split(", ").Select(Emotion)] }).ShouldHaveSingleItem();
        (moment.FirstTurn, moment.LastTurn, moment.Contribution, moment.Start).ShouldBe((first, last, contribution, null));
    }

    [Theory]
    [InlineData("3 grateful")]
    [InlineData("3 angry, 40 grateful")]
    public void Find_FindsNoTurnAround_WhereNobodyWasUpset_OrItTookTooLongToHear(string moods) =>
        MomentFinder.Find(Skill("turn-around"), Call, Some.Evaluation() with { CustomerEmotions = [.. moods.Split(", ").Select(Emotion)] }).ShouldBeEmpty();

    [Fact]
    public void Find_PassesOverEvidenceWithoutTimes()
    {
        var evidence = Some.Evidence("Sorry.", 1) with { Start = null };
        MomentFinder.Find(Skill("acknowledge"), Call, Some.Evaluation(evidence: [evidence])).ShouldBeEmpty();
    }

    [Fact]
    public void Place_TakesTimesFromTheTurns_AndHearsWorseWhereBothSpeak()
    {
        var transcript = new Transcript("c", "en",
        [
            new(Speaker.Customer, "No!", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), 0.9), new(Speaker.Agent, "Let me see.", TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(11), 0.7),
        ]);
        var moment = new ExampleMoment(Call, "mood", 0, 3, 1, CustomerSituation.Upset);
        var placed = Hearing.Place(moment, transcript, Metrics(new(MetricSpanKind.Overtalk, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(14))))!;
        (placed.Start, placed.End).ShouldBe((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(11)));
        placed.Quality.ShouldBe(0.8 * 0.8, 1e-9);
        Hearing.Place(moment with { FirstTurn = 7 }, transcript, null).ShouldBeNull("there is no such turn");
        Hearing.Place(moment, transcript with { Turns = [new(Speaker.Agent, "Hello")] }, null).ShouldBeNull("it has no times");
    }

    private static ExampleTopic Skill(string id) => ExampleTopic.Skills.Single(topic => topic.Key == "skill:" + id);

    private static CustomerEmotion Emotion(string text) => new(int.Parse(text.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), text.Split(' ')[1]);

    private static ConversationMetrics Metrics(MetricSpan span)
    {
        var speaker = new SpeakerMetrics(default, 0, 0, null, default, 0);
        return new(TimeSpan.FromSeconds(20), speaker, speaker, null, default, default, 0, default, 0, default, null, null, [span]);
    }
}
