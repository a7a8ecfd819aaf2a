namespace CallQA.Coaching.Sessions;

/// <summary>What one call shows of a focus.</summary>
/// <param name="Day">The day of the call.</param>
/// <param name="Value">On the scale of the focus.</param>
public readonly record struct FocusValue(DateOnly Day, double Value);

/// <summary>Seven days of a plan.</summary>
/// <param name="Number">From 1, counted from the first day of coaching.</param>
/// <param name="From">Its first day.</param>
/// <param name="Until">Its last day, or the last one that counts.</param>
/// <param name="Value">Mean of its calls.</param>
public sealed record ProgressWeek(int Number, DateOnly From, DateOnly Until, Average Value);

/// <summary>What may be said of the way to a goal.</summary>
public enum GoalVerdict
{
    /// <summary>Too few calls since coaching began.</summary>
    NotEnoughCalls,

    /// <summary>The whole interval is at the goal or above.</summary>
    ClearlyReached,

    /// <summary>The mean is at the goal, but the interval reaches below.</summary>
    Reached,

    /// <summary>Better than before by more than chance explains, and not yet at the goal.</summary>
    ClearlyBetter,

    /// <summary>No different from before than chance explains.</summary>
    NoClearChange,

    /// <summary>Worse than before by more than chance explains.</summary>
    ClearlyWorse,

    /// <summary>Below the goal, and there were too few calls before to say more.</summary>
    NotComparable,
}

/// <summary>How far a goal is.</summary>
/// <param name="Weeks">Week by week since coaching began, those without calls too.</param>
/// <param name="Now">The calls of the last four weeks since then.</param>
/// <param name="Change">What those differ by from the time before; null where either has no calls.</param>
/// <param name="Verdict">What may be said.</param>
public sealed record GoalProgress(IReadOnlyList<ProgressWeek> Weeks, Average Now, Difference? Change, GoalVerdict Verdict)
{
    /// <summary>Days whose calls say where the agent stands now.</summary>
    public const int DaysOfNow = 28;

    private const int DaysOfWeek = 7;

    /// <summary>Looks at the calls since coaching began; those after the goal's day, and those before the first, do not count.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="start">The first day of coaching.</param>
    /// <param name="today">Until when there are calls.</param>
    /// <param name="values">The agent's calls.</param>
    public static GoalProgress Of(CoachingGoal goal, DateOnly start, DateOnly today, IReadOnlyCollection<FocusValue> values)
    {
        var last = today < goal.By ? today : goal.By;
        var weeks = new List<ProgressWeek>();
        for (var from = start; from <= last; from = from.AddDays(DaysOfWeek))
        {
            var until = Earlier(from.AddDays(DaysOfWeek - 1), last);
            weeks.Add(new(weeks.Count + 1, from, until, Mean(goal.Focus, values, from, until)));
        }

        var recent = last.AddDays(1 - DaysOfNow);
        var now = Mean(goal.Focus, values, recent < start ? start : recent, last);
        var change = Estimate.Compare(now, goal.From);
        return new(weeks, now, change, Judge(goal, now, change));
    }

    private static Average Mean(CoachingFocus focus, IReadOnlyCollection<FocusValue> values, DateOnly from, DateOnly until) =>
        focus.Mean(values.Where(value => value.Day >= from && value.Day <= until).Select(value => value.Value));

    private static GoalVerdict Judge(CoachingGoal goal, Average now, Difference? change) => now switch
    {
        { Interval: null } => GoalVerdict.NotEnoughCalls,
        { Interval.Low: var low } when low >= goal.To => GoalVerdict.ClearlyReached,
        { Mean: { } mean } when mean >= goal.To => GoalVerdict.Reached,
        _ when change?.Interval is null => GoalVerdict.NotComparable,
        _ when !change.IsClear => GoalVerdict.NoClearChange,
        _ => change.Value > 0 ? GoalVerdict.ClearlyBetter : GoalVerdict.ClearlyWorse,
    };

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
