using CallQA.Coaching.Examples;
using CallQA.Scoring.Scorecards;

namespace CallQA.Tests.Coaching.Examples;

public sealed class ExampleRankingTests
{
    private static readonly ExampleRanking Ranking = new(new([]));

    [Fact]
    public void Order_PutsFirstWhatContributesMore_IsHeardBetter_AndIsConfirmed()
    {
        ExampleMoment[] moments =
        [
            Moment("weak", 0.5), Moment("strong", 0.8), Moment("noisy", 0.8) with { Quality = 0.2 }, Moment("reviewed", 0.6) with { Reviewer = Judgement.Confirmed },
            Moment("contradicted", 1) with { Reviewer = Judgement.Rejected }, Moment("trained", 0.5) with { Trainers = Judgement.Confirmed }, Moment("refused", 1) with { Trainers = Judgement.Rejected },
            Moment("bad", -1),
        ];
        Calls(Ranking.Order(moments, ExampleView.Best)).ShouldBe(["trained", "reviewed", "strong", "weak", "noisy", "contradicted", "refused"]);
        Calls(Ranking.Order(moments, ExampleView.ToImprove)).ShouldBe(["bad"]);
    }

    [Fact]
    public void Order_DoesNotDependOnTheOrderOfWhatIsGiven()
    {
        var moments = Enumerable.Range(0, 30).Select(number => Moment($"c{number:D2}", number % 3 == 0 ? 0.5 : -0.5, agent: $"a-{number % 4}")).ToList();
        foreach (var view in Enum.GetValues<ExampleView>())
        {
            var expected = Calls(Ranking.Order(moments, view)).ToList();
            expected.ShouldNotBeEmpty();
            for (var seed = 0; seed < 5; seed++)
            {
                var shuffled = moments.ToArray();
                new Random(seed).Shuffle(shuffled);
                Calls(Ranking.Order(shuffled, view)).ShouldBe(expected, $"{view}");
            }
        }
    }

    [Fact]
    public void Order_ShowsTwoOfAnAgent_BeforeAnybodysThird_AndOneOfACall()
    {
        var moments = Enumerable.Range(0, 5).Select(number => Moment($"star-{number}", 1 - (0.01 * number), "star"))
            .Append(Moment("star-0", 0.99, "star", turn: 9)).Concat([Moment("x", 0.3, "x"), Moment("y", 0.2, "y"), Moment("nobody's", 0.1, agent: null), Moment("nobody's too", 0.1, agent: null)]);
        Calls(Ranking.Order(moments, ExampleView.Best)).ShouldBe(["star-0", "star-1", "x", "y", "nobody's", "nobody's too", "star-2", "star-3", "star-4"]);
    }

    [Fact]
    public void Order_FindsTheUsual_NearTheMedian() => Calls(Ranking.Order(
        [Moment("awful", -1), Moment("poor", -0.4), Moment("usual", 0.2), Moment("good", 0.3), Moment("great", 1)], ExampleView.Typical)).ShouldBe(["usual", "good", "poor", "great", "awful"]);

    [Fact]
    public void Pairs_AreOfTheSameSituationAndLanguage_OfTheSameQueueWherePossible()
    {
        ExampleMoment[] moments =
        [
            Moment("well-upset", 1) with { Situation = CustomerSituation.Upset }, Moment("well-calm", 0.9, queue: "billing"), Moment("well-german", 0.8, language: "de"), Moment("well-lonely", 0.7),
            Moment("bad-calm", -1, queue: "sales"), Moment("bad-billing", -0.4, queue: "billing"), Moment("bad-upset", -0.3) with { Situation = CustomerSituation.Upset },
            Moment("bad-refused", -1) with { Situation = CustomerSituation.Upset, Trainers = Judgement.Rejected },
        ];
        Ranking.Pairs(moments).Select(pair => (pair.Well.Call.Id, pair.Badly.Call.Id)).ShouldBe([("well-upset", "bad-upset"), ("well-calm", "bad-billing"), ("well-lonely", "bad-calm")]);
        Calls(Ranking.Order(moments, ExampleView.Contrast)).Take(2).ShouldBe(["well-upset", "bad-upset"]);
    }

    [Fact]
    public void Worth_LearnsFromVerdicts_WhichSourcesAreRight()
    {
        var verdicts = Enumerable.Repeat(new TrainerVerdict("question:wording", Good: true, Confirmed: false), 6).Concat(Enumerable.Repeat(new TrainerVerdict("measure:courtesy", Good: true, Confirmed: true), 6));
        var taught = new ExampleRanking(new(verdicts));
        var (byRule, byModel) = (Moment("rule", 1) with { Source = "question:wording" }, Moment("model", 0.5) with { Source = "measure:courtesy" });
        Calls(Ranking.Order([byRule, byModel], ExampleView.Best)).ShouldBe(["rule", "model"]);
        Calls(taught.Order([byRule, byModel], ExampleView.Best)).ShouldBe(["model", "rule"]);
        taught.Worth(byRule).ShouldBe(0.4, 1e-9, "2 · (0 + 2) / (6 + 4)");
        taught.Worth(byRule with { Contribution = -1 }).ShouldBe(1, "nothing was said of its bad moments");
    }

    [Fact]
    public void Topics_HaveTheirNamesInBothLanguages_AndAskOnlyForWhatTheScorecardHas()
    {
        var scorecard = StandardScorecards.Get("service-call");
        ExampleTopic.Skills.ShouldAllBe(topic => topic.Title.Languages.Contains("en") && topic.Title.Languages.Contains("de") && topic.Title.In("en") != topic.Title.In("de"));
        ExampleTopic.Skills.SelectMany(topic => topic.Questions).Where(question => scorecard.Question(question) is null).ShouldBeEmpty();
        ExampleTopic.Of(scorecard).Select(topic => topic.Key).ShouldBeUnique();
        ExampleTopic.Of(scorecard).Count.ShouldBe(ExampleTopic.Skills.Count + scorecard.Questions.Count(question => question.Source is not ManualSource));
    }

    private static ExampleMoment Moment(string call, double contribution, string? agent = "", int turn = 3, string language = "en", string? queue = null) =>
        new(new(call, agent == "" ? call : agent, language, queue), "measure:empathy", turn, turn, contribution, CustomerSituation.Calm);

    private static IEnumerable<string> Calls(IEnumerable<ExampleMoment> moments) => moments.Select(moment => moment.Call.Id);
}
