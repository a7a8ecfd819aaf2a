using CallQA.Coaching;
using CallQA.Coaching.Sessions;

namespace CallQA.Tests.Coaching.Sessions;

public sealed class GoalProgressTests
{
    private static readonly DateOnly Start = new(2026, 3, 4);
    private static readonly CoachingFocus Empathy = new(ReportMeasure.Empathy, null);
    private static readonly CoachingGoal Goal = new(Empathy, Empathy.Mean([2, 3, 2, 3, 2, 3, 2, 3, 2, 3]), 4, Start.AddDays(56));

    [Fact]
    public void Of_SaysNotEnoughCalls_UntilThereAreFive()
    {
        Of(Calls(0, 5, 5, 5, 5), day: 10).Verdict.ShouldBe(GoalVerdict.NotEnoughCalls);
        Of(Calls(0, 5, 5, 5, 5, 5), day: 10).Verdict.ShouldBe(GoalVerdict.ClearlyReached);
        Of([], day: 10).Change.ShouldBeNull();
    }

    [Theory]
    [InlineData(GoalVerdict.ClearlyReached, 5, 4, 5, 5, 5, 5, 5)]
    [InlineData(GoalVerdict.Reached, 5, 3, 4, 4, 5)]
    [InlineData(GoalVerdict.ClearlyBetter, 3, 4, 4, 3, 4, 4, 3, 4)]
    [InlineData(GoalVerdict.NoClearChange, 2, 3, 3, 2, 4)]
    [InlineData(GoalVerdict.ClearlyWorse, 1, 1, 1, 2, 1, 1)]
    public void Of_SaysNoMoreThanTheIntervalsAllow(GoalVerdict verdict, params int[] values) =>
        Of(Calls(3, [.. values.Select(value => (double)value)]), day: 10).Verdict.ShouldBe(verdict);

    [Fact]
    public void Of_DoesNotCompare_WhenThereWereTooFewCallsBefore()
    {
        var goal = Goal with { From = Empathy.Mean([2]) };
        GoalProgress.Of(goal, Start, Start.AddDays(10), Calls(0, 3, 3, 4, 3, 3)).Verdict.ShouldBe(GoalVerdict.NotComparable);
    }

    [Fact]
    public void Of_CountsWeeksFromTheStart_AndNoCallTwiceOrOutside()
    {
        var progress = Of([.. Calls(-1, 1), .. Calls(0, 2), .. Calls(6, 3), .. Calls(7, 4), .. Calls(16, 5)], day: 15);
        progress.Weeks.Select(week => (week.Number, week.From, week.Until, week.Value.N)).ShouldBe(
        [
            (1, Start, Start.AddDays(6), 2), (2, Start.AddDays(7), Start.AddDays(13), 1), (3, Start.AddDays(14), Start.AddDays(15), 0),
        ]);
        progress.Now.ShouldBe(new Average(3, 3, null));
    }

    [Fact]
    public void Of_EndsWithTheGoalsDay_AndLooksAtTheLastFourWeeks()
    {
        var goal = Goal with { By = Start.AddDays(30) };
        var progress = GoalProgress.Of(goal, Start, Start.AddDays(90), [.. Calls(2, 1), .. Calls(3, 4), .. Calls(30, 5), .. Calls(31, 1)]);
        (progress.Weeks.Count, progress.Now.N, progress.Now.Mean).ShouldBe((5, 2, 4.5));
        GoalProgress.Of(goal, Start, Start.AddDays(-1), []).Weeks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(5.5, 56, "from 1 to 5")]
    [InlineData(0, 56, "from 1 to 5")]
    [InlineData(double.NaN, 56, "from 1 to 5")]
    [InlineData(2.5, 56, "not above the agent's present figure 2.5")]
    [InlineData(4, 0, "2026-03-04")]
    public void Problem_NamesWhatIsWrong(double to, int days, string part) =>
        (Goal with { To = to, By = Start.AddDays(days) }).Problem(Start)!.ShouldContain(part);

    [Fact]
    public void Problem_IsNull_WhenTheGoalIsSound()
    {
        Goal.Problem(Start).ShouldBeNull();
        (Goal with { From = Average.None }).Problem(Start).ShouldBeNull();
    }

    private static GoalProgress Of(IReadOnlyCollection<FocusValue> values, int day) => GoalProgress.Of(Goal, Start, Start.AddDays(day), values);

    private static FocusValue[] Calls(int day, params double[] values) => [.. values.Select(value => new FocusValue(Start.AddDays(day), value))];
}
