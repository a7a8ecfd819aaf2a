using CallQA.Coaching;
using CallQA.Scoring;

namespace CallQA.Tests.Coaching;

public class CoachingReportBuilderTests
{
    private static readonly CoachingReportBuilder Builder = new(Some.Form);

    [Fact]
    public void Build_CountsEveryCallOnce_WhateverItsState()
    {
        EvaluatedCall[] calls =
        [
            Some.Call("scored", evaluation: Some.Evaluation("scored")),
            Some.Call("doubtful", evaluation: Some.Evaluation("doubtful", needsReview: true)),
            Some.Call("human", evaluation: Some.Evaluation("human") with { Evaluator = Evaluator.Human }),
            Some.Call("waiting"),
            Some.Call("broken", quarantine: "The file is empty; send it again."),
            Some.Call("last month", Some.At("2026-10-31T23:59:00+01:00")),
            Some.Call("other agent", agent: "a-2"),
        ];

        var report = Builder.Build(calls, ReportSubject.Agent("a-1"), Some.November, calls);

        report.Counts.ShouldBe(new CallCounts(5, 3, 1, 1, 1, 1));
        report.Calls.Select(call => call.CallId).ShouldBe(["broken", "doubtful", "human", "scored", "waiting"]);
        report.NeedingReview.Single().CallId.ShouldBe("doubtful");
    }

    [Fact]
    public void Build_CountsACallAsReviewed_WhenAPersonHasScoredWhatTheMachineDoubted()
    {
        EvaluatedCall[] calls =
        [
            Some.Call("doubtful", evaluation: Some.Evaluation("doubtful", needsReview: true)),
            Some.Call("reviewed", evaluation: Some.Evaluation("reviewed", needsReview: true)) with { Review = new(84) },
        ];

        var report = Builder.Build(calls, ReportSubject.Agent("a-1"), Some.November, calls);

        (report.Counts.NeedReview, report.Counts.ByHuman).ShouldBe((1, 1));
        report.NeedingReview.Single().CallId.ShouldBe("doubtful");
        report.Calls.Single(call => call.CallId == "reviewed").Review.ShouldBe(new ReviewResult(84));
    }

    [Fact]
    public void Build_CountsACallWithoutStartOnTheDayItCameIn()
    {
        var call = Some.Call("bare");
        call = call with { Call = call.Call with { Metadata = call.Call.Metadata with { StartTime = null } } };

        Builder.Build([call], ReportSubject.Everyone, Some.November, []).Calls.Single().Begun.ShouldBe(call.Call.TakenInAt);
    }

    [Fact]
    public void Build_SummarisesCriteria_ByHand()
    {
        var report = Agent(
            Some.Evaluation("1", 3, 5, Resolution.Resolved, 60),
            Some.Evaluation("2", 4, 5, Resolution.Partial, 70),
            Some.Evaluation("3", 5, 4, Resolution.Unresolved, 80),
            Some.Evaluation("4", 4, 3, Resolution.Resolved, 90),
            Some.Evaluation("5", 4, null, null, null));

        report.Empathy.Mean.Own.Mean.ShouldBe(4);
        report.Empathy.Mean.Own.Interval!.Low.ShouldBe(3.122, 0.001);
        report.Empathy.Distribution.ShouldBe([0, 0, 1, 3, 1]);
        report.Courtesy.Mean.Own.ShouldBe(new Average(4, 4.25, null));
        report.Courtesy.Unscored.ShouldBe(1);
        (report.Resolution.Resolved, report.Resolution.Partial, report.Resolution.Unresolved, report.Resolution.Unscored).ShouldBe((2, 1, 1, 1));
        report.Resolution.ResolvedShare.Own.Mean.ShouldBe(0.5);
        report.Overall.Own.ShouldBe(new Average(4, 75, null));
    }

    [Fact]
    public void Build_SharesOutTheCallsThatBeganUpset_AndLeavesTheUnknownOut()
    {
        var report = Agent(
            Upset("1", 5), Upset("2", 5), Upset("3", 1), Upset("4", -2), Upset("5", 0),
            Upset("silent at the end", null),
            Some.Evaluation("calm") with { CustomerMood = new(0, [0, null, null, 5], MoodChange.None) },
            Some.Evaluation("scored before moods were kept"));

        var turned = report.TurnAround;
        (turned.Turned, turned.NotTurned, turned.Calm, turned.Unknown).ShouldBe((3, 2, 1, 2));
        (turned.Share.Own.N, turned.Share.Own.Mean).ShouldBe((5, 0.6));
        // Wilson's interval of 3 in 5.
        (turned.Share.Own.Interval!.Low, turned.Share.Own.Interval.High).ShouldSatisfyAllConditions(
            ends => ends.Low.ShouldBe(0.231, 0.001), ends => ends.High.ShouldBe(0.882, 0.001));
        report.Trends[^1].Measure.ShouldBe(ReportMeasure.TurnedRound);
        report.Trends[^1].Weeks.Sum(week => week.N).ShouldBe(5);
    }

    [Fact]
    public void BuildAll_TellsOfEachAgent_HowManyWereTurnedRound()
    {
        EvaluatedCall[] calls =
        [
            Some.Call("1", evaluation: Upset("1", 5)), Some.Call("2", evaluation: Upset("2", -5)), Some.Call("3", agent: "a-2", evaluation: Upset("3", 5)),
        ];

        var reports = Builder.BuildAll(calls, Some.November);

        reports[0].Agents.Select(row => (row.TurnedShare.N, row.TurnedShare.Mean)).ShouldBe([(2, 0.5), (1, 1.0)]);
        reports[1].TurnAround.Share.Others.ShouldBe(new Average(1, 1, null));
        reports[1].TurnAround.Share.Difference!.Value.ShouldBe(-0.5);
    }

    [Fact]
    public void Build_LeavesNotApplicableAndOpenAnswersOutOfN()
    {
        var report = Agent(
            Some.Evaluation("1", answers: [Some.Answer("hold", 1, 2)]),
            Some.Evaluation("2", answers: [Some.Answer("hold", 2, 2)]),
            Some.Evaluation("3", answers: [Some.Answer("hold", null, 2, applicable: false)]),
            Some.Evaluation("4", answers: [Some.Answer("hold", null, 2)]));

        var hold = report.Sections[1].Questions[1];
        hold.Share.Own.ShouldBe(new Average(2, 0.75, null));
        (hold.NotApplicable, hold.LeftToPerson).ShouldBe((1, 1));
        hold.Standing.ShouldBe(Standing.NotEnoughCalls);
    }

    [Fact]
    public void Build_ComparesAnAgentWithTheRestOfTheTeam_NotWithThemselves()
    {
        EvaluatedCall[] calls =
        [
            Some.Call("own", evaluation: Some.Evaluation("own", overall: 100)),
            Some.Call("peer", agent: "a-2", evaluation: Some.Evaluation("peer", overall: 50)),
            Some.Call("elsewhere", agent: "a-3", team: "Sales", evaluation: Some.Evaluation("elsewhere", overall: 0)),
        ];

        var report = Builder.BuildAll(calls, Some.November).Single(each => each.Subject.Id == "a-1");

        report.Overall.Others.ShouldBe(new Average(1, 50, null));
        report.Overall.Difference!.Value.ShouldBe(50);
    }

    [Fact]
    public void BuildAll_GivesEveryoneThenTeamsThenAgentsByName_WhenThereAreSeveralTeams()
    {
        EvaluatedCall[] calls =
        [
            Some.Call("1", agent: "a-9", name: "Anna", team: "Support"),
            Some.Call("2", agent: "a-1", name: "Zoe", team: "Sales"),
            Some.Call("3", agent: null, team: "Support"),
        ];

        var reports = Builder.BuildAll(calls, Some.November);

        reports.Select(report => (report.Subject.Scope, report.Subject.Id)).ShouldBe(
        [
            (ReportScope.Everyone, null), (ReportScope.Team, "Sales"), (ReportScope.Team, "Support"), (ReportScope.Agent, "a-9"), (ReportScope.Agent, "a-1"),
        ]);
        reports[0].Agents.Select(row => row.Agent.Name).ShouldBe(["Anna", "Zoe"]);
        reports[2].Counts.Total.ShouldBe(2);
        reports[3].Agents.ShouldBeEmpty();
    }

    [Fact]
    public void BuildAll_TakesTheLatestName_WhenAnAgentWasRenamed()
    {
        EvaluatedCall[] calls =
        [
            Some.Call("later", Some.At("2026-11-20T10:00:00Z"), name: "Anna Vogel-Brandt"),
            Some.Call("earlier", Some.At("2026-11-02T10:00:00Z"), name: "Anna Vogel"),
        ];

        Builder.BuildAll(calls, Some.November)[1].Subject.Name.ShouldBe("Anna Vogel-Brandt");
    }

    private static Evaluation Upset(string id, double? end) =>
        Some.Evaluation(id) with { CustomerMood = new(null, [-5, null, null, end], end > 0 ? MoodChange.Better : MoodChange.None) };

    private static CoachingReport Agent(params Evaluation[] evaluations)
    {
        EvaluatedCall[] calls = [.. evaluations.Select(evaluation => Some.Call(evaluation.CallId, evaluation: evaluation))];
        return Builder.Build(calls, ReportSubject.Agent("a-1"), Some.November, calls);
    }
}
