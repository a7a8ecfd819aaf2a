using System.Globalization;

namespace CallQA.Coaching.Sessions;

/// <summary>What coaching is to reach.</summary>
/// <param name="Focus">What it works on.</param>
/// <param name="From">The agent's figure when the goal was set.</param>
/// <param name="To">The figure to reach, on the scale of the focus.</param>
/// <param name="By">Until when.</param>
public sealed record CoachingGoal(CoachingFocus Focus, Average From, double To, DateOnly By)
{
    /// <summary>What is wrong with it, in a sentence; null when nothing is.</summary>
    /// <param name="start">The day on which coaching begins.</param>
    public string? Problem(DateOnly start)
    {
        var scale = Focus.Scale;
        if (!(To >= scale.Least && To <= scale.Greatest))
            return $"The goal is {Text(To)}, but '{Focus.Key}' goes from {Text(scale.Least)} to {Text(scale.Greatest)}; write a figure in between.";
        if (From.Mean is { } mean && To <= mean)
            return $"The goal {Text(To)} is not above the agent's present figure {Text(mean)} for '{Focus.Key}'; aim higher, or choose another focus.";
        return By > start ? null : $"The goal is to be reached by {By:yyyy-MM-dd}, but coaching begins on {start:yyyy-MM-dd}; choose a later day.";
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
