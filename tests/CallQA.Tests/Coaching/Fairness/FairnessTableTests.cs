using CallQA.Coaching.Fairness;

namespace CallQA.Tests.Coaching.Fairness;

public class FairnessTableTests
{
    private static readonly FairnessOptions Scale = new() { Least = 1, Greatest = 5, Band = 1 };

    [Fact]
    public void Of_SaysScoredLower_WhenTheMachineIsHarderOnAGroup()
    {
        var calls = Simulate(1, ("A", 200, 3.5, 0), ("B", 200, 3.5, -0.6), ("C", 200, 3.5, 0));

        var rows = FairnessTable.Of(calls, Scale);

        Verdicts(rows)["B"].ShouldBe(FairnessVerdict.ScoredLower);
        rows.Single(row => row.Group == "B").AtEqualHumanScores!.Value.ShouldBe(-0.6, 0.15);
    }

    [Fact]
    public void Of_FindsNothing_WhenPeopleScoreTheGroupLowerToo()
    {
        var rows = FairnessTable.Of(Simulate(2, ("A", 300, 4, 0), ("B", 300, 2.6, 0)), Scale);

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
            var remaining = FairnessTable.Of(Simulate(seed, ("A", 120, 3.5, 0), ("B", 60, 3, -0.3)), Scale).Single(row => row.Group == "B").AtEqualHumanScores!;
            return remaining.Interval!.Low <= -0.3 && remaining.Interval.High >= -0.3;
        });

        (held / (double)Runs).ShouldBeInRange(0.92, 0.98);
    }

    [Fact]
    public void Of_SeldomAccuses_WhenTwentyGroupsAreTreatedAlike()
    {
        const int Runs = 100;
        var accused = Enumerable.Range(0, Runs).Count(seed => FairnessTable
            .Of(Simulate(seed, [.. Enumerable.Range(0, 20).Select(group => ($"G{group:00}", 40, 3.5, 0.0))]), Scale)
            .Any(row => row.Verdict is FairnessVerdict.ScoredLower or FairnessVerdict.ScoredHigher));

        // Five in a hundred are due.
        accused.ShouldBeLessThan(12);
    }

    [Fact]
    public void Of_SaysNotEnough_WhenFewCallsWereReviewed()
    {
        var calls = Simulate(4, ("A", 100, 3.5, 0), ("B", 100, 3.5, -1)).Select((call, i) => i % 10 == 0 ? call : call with { Human = null }).ToList();

        FairnessTable.Of(calls, Scale).ShouldAllBe(row => row.Verdict == FairnessVerdict.NotEnoughCalls && row.AtEqualHumanScores == null && row.Difference != null);
    }

    private static Dictionary<string, FairnessVerdict> Verdicts(IReadOnlyList<GroupFairness> rows) => rows.ToDictionary(row => row.Group, row => row.Verdict);

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
