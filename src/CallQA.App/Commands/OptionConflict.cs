using System.CommandLine;
using System.CommandLine.Parsing;

namespace CallQA.App.Commands;

/// <summary>Refuses options that another one would silently pass over.</summary>
internal static class OptionConflict
{
    /// <summary>Refuses each of some options that was given beside a switch that ignores it.</summary>
    /// <param name="command">What was given.</param>
    /// <param name="given">The switch.</param>
    /// <param name="ignored">The options without effect beside it.</param>
    public static void Refuse(CommandResult command, Option<bool> given, params IReadOnlyList<Option> ignored)
    {
        if (!command.GetValue(given)) return;
        foreach (var option in ignored.Where(option => IsGiven(command, option)))
            command.AddError($"{option.Name} has no effect with {given.Name}; leave one of them out.");
    }

    /// <summary>Refuses an option that was given without the switch that it belongs to.</summary>
    /// <param name="command">What was given.</param>
    /// <param name="option">The option.</param>
    /// <param name="needed">The switch.</param>
    public static void RefuseWithout(CommandResult command, Option option, Option<bool> needed)
    {
        if (IsGiven(command, option) && !command.GetValue(needed))
            command.AddError($"{option.Name} has an effect only with {needed.Name}; add it, or leave {option.Name} out.");
    }

    private static bool IsGiven(CommandResult command, Option option) => command.GetResult(option) is { Implicit: false };
}
