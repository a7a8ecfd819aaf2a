using CallQA.Coaching;
using CallQA.Coaching.Fairness;

namespace CallQA.Tests.Coaching.Fairness;

public class FairnessTableTests
{
    [Fact]
    public void Of_SaysScoredLower_WhenTheMachineIsHarderOnAGroup()
    {
        var calls = Simulate(1, ("A", 200, 3.5, 0), ("B", 200, 3.5, -0.6), ("C", 200, 3.5, 0));

        var rows = Of(calls);

        Verdicts(rows)["B"].ShouldBe(FairnessVerdict.ScoredLower);
        rows.Single(row => row.Group == "B").AtEqualHumanScores!.Value.ShouldBe(-0.6, 0.15);
    }

    [Fact]
    public void Of_FindsNothing_WhenPeopleScoreTheGroupLowerToo()
    {
        var rows = Of(Simulate(2, ("A", 300, 4, 0), ("B", 300, 2.6, 0)));

        var lower = rows.Single(row => row.Group == "B");
        lower.Difference!.IsClear.ShouldBeTrue();
        lower.Difference.Value.ShouldBeLessThan(-1);
        lower.AtEqualHumanScores!.Value.ShouldBe(0, 0.2);
        lower.Verdict.ShouldBe(FairnessVerdict.NoClearDifference);
    }

    [Fact]
    public void Of_HoldsTheTruth_InNinetyFiveOfAHundredSimulations()
    {
        const int Runs = 400;
        var held = Enumerable.Range(0, Runs).Count(seed =>
        {
            var remaining = Of(Simulate(seed, ("A", 120, 3.5, 0), ("B", 60, 3, -0.3))).Single(row => row.Group == "B").AtEqualHumanScores!;
            return remaining.Interval!.Low <= -0.3 && remaining.Interval.High >= -0.3;
        });

        (held / (double)Runs).ShouldBeInRange(0.92, 0.98);
    }

    [Fact]
    public void Of_SeldomAccuses_WhenTwentyGroupsAreTreatedAlike()
    {
        const int Runs = 100;
        var accused = Enumerable.Range(0, Runs).Count(seed => Of(Simulate(seed, [.. Enumerable.Range(0, 20).Select(group => ($"G{group:00}", 40, 3.5, 0.0))]))
            .Any(row => row.Verdict is FairnessVerdict.ScoredLower or FairnessVerdict.ScoredHigher));

        // Five in a hundred are due.
        accused.ShouldBeLessThan(12);
    }

    [Fact]
    public void Of_SaysNotEnough_WhenFewCallsWereReviewed()
    {
        var calls = Simulate(4, ("A", 100, 3.5, 0), ("B", 100, 3.5, -1)).Select((call, i) => i % 10 == 0 ? call : call with { Human = null }).ToList();

        Of(calls).ShouldAllBe(row => row.Verdict == FairnessVerdict.NotEnoughCalls && row.AtEqualHumanScores == null && row.Difference != null);
    }

    [Fact]
    public void Of_HoldsTheTruth_OfSharesOfResolvedCalls()
    {
        const int Runs = 400;
        var held = Enumerable.Range(0, Runs).Count(seed =>
        {
            var remaining = FairnessTable.Of([new(ReportMeasure.Resolution, Resolved(seed, ("A", 120, 0), ("B", 60, -0.2)))]).Single(row => row.Group == "B").AtEqualHumanScores!;
            return remaining.Interval!.Low <= -0.2 && remaining.Interval.High >= -0.2;
        });

        (held / (double)Runs).ShouldBeInRange(0.92, 0.98);
    }

    [Fact]
    public void Of_NamesNoShare_WhenAllAnswersAreTheSame_OrFewTellThemApart()
    {
        var calls = Enumerable.Range(0, 80).Select(number => new FairnessCall(number % 2 == 0 ? "A" : "B", 1, 1)).ToList();
        FairnessTable.Of([new(ReportMeasure.Resolution, calls)]).ShouldAllBe(row => row.Verdict == FairnessVerdict.NoClearDifference && row.Difference!.Interval != null);

        calls[0] = calls[0] with { Machine = 0 };
        FairnessTable.Of([new(ReportMeasure.Resolution, calls)]).ShouldAllBe(row => row.Verdict == FairnessVerdict.NoClearDifference);
    }

    [Fact]
    public void Of_NamesWhatIsClear_AmongAllScoresLookedAtTogether()
    {
        var biased = Simulate(1, ("A", 200, 3.5, 0), ("B", 200, 3.5, -0.6));

        var rows = FairnessTable.Of([new(ReportMeasure.Empathy, biased), new(ReportMeasure.Courtesy, Simulate(3, ("A", 200, 3.5, 0), ("B", 200, 3.5, 0)))]);

        rows.Select(row => (row.Measure, row.Group)).ShouldBe([(ReportMeasure.Empathy, "A"), (ReportMeasure.Empathy, "B"), (ReportMeasure.Courtesy, "A"), (ReportMeasure.Courtesy, "B")]);
        rows.Select(row => row.Verdict).ShouldBe([FairnessVerdict.ScoredHigher, FairnessVerdict.ScoredLower, FairnessVerdict.NoClearDifference, FairnessVerdict.NoClearDifference]);
    }

    [Fact]
    public void Of_SeldomAccuses_WhenFiveGroupsAreTreatedAlikeInFourScores()
    {
        const int Runs = 100;
        var accused = Enumerable.Range(0, Runs).Count(run => FairnessTable
            .Of(FairnessSample.Measures.Select(measure => Alike(measure, (4 * run) + (int)measure)))
            .Any(row => row.Verdict is FairnessVerdict.ScoredLower or FairnessVerdict.ScoredHigher));

        // Five in a hundred are due.
        accused.ShouldBeLessThan(12);
    }

    private static IReadOnlyList<GroupFairness> Of(IReadOnlyCollection<FairnessCall> calls) => FairnessTable.Of([new(ReportMeasure.Empathy, calls)]);

    private static FairnessSample Alike(ReportMeasure measure, int seed)
    {
        string[] groups = ["A", "B", "C", "D", "E"];
        if (measure == ReportMeasure.Resolution) return new(measure, Resolved(seed, [.. groups.Select(group => (group, 40, 0.0))]));
        var calls = Simulate(seed, [.. groups.Select(group => (group, 40, 3.5, 0.0))]);
        return new(measure, measure == ReportMeasure.Overall ? [.. calls.Select(call => call with { Machine = 20 * call.Machine, Human = 20 * call.Human })] : calls);
    }

    private static Dictionary<string, FairnessVerdict> Verdicts(IReadOnlyList<GroupFairness> rows) => rows.ToDictionary(row => row.Group, row => row.Verdict);

    /// <summary>Reviewers say unresolved, partly or resolved; the machine says resolved to a quarter, a half and nine tenths of them, but for the group's bias.</summary>
    private static List<FairnessCall> Resolved(int seed, params (string Group, int Calls, double Bias)[] groups)
    {
        var random = new Random(seed);
        return
        [
            .. groups.SelectMany(group => Enumerable.Range(0, group.Calls).Select(_ =>
            {
                var (human, share) = random.NextDouble() switch { < 0.2 => (0, 0.25), < 0.4 => (0.5, 0.5), _ => (1.0, 0.9) };
                return new FairnessCall(group.Group, random.NextDouble() < share + group.Bias ? 1 : 0, human);
            })),
        ];
    }

    /// <summary>Human scores around a group's mean; the machine's are those with noise and the group's bias. Not rounded, so that the bias stays what it is.</summary>
    private static List<FairnessCall> Simulate(int seed, params (string Group, int Calls, double Mean, double Bias)[] groups)
    {
        var random = new Random(seed);
        return
        [
            .. groups.SelectMany(group => Enumerable.Range(0, group.Calls).Select(_ =>
            {
                var human = Math.Clamp(Math.Round(group.Mean + (3 * (random.NextDouble() + random.NextDouble() - 1))), 1, 5);
                return new FairnessCall(group.Group, human + group.Bias + (1.5 * (random.NextDouble() + random.NextDouble() - 1)), human);
            })),
        ];
    }
}
