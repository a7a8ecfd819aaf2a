using System.CommandLine;
using System.CommandLine.Parsing;

namespace CallQA.App.Commands;

/// <summary>Sentences for a command line that was not understood.</summary>
internal static class UsageError
{
    private const string TypeOfTheFramework = " as expected type ";

    /// <summary>The parser's sentence without the names of .NET types.</summary>
    public static string Sentence(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        var type = line.IndexOf(TypeOfTheFramework, StringComparison.Ordinal);
        return type < 0 ? line : line[..type] + ", which takes another kind of value.";
    }

    /// <summary>The command that explains the one that was meant.</summary>
    public static string Help(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = result.Parent)
            names.Push(command.Command is RootCommand ? "callqa" : command.Command.Name);
        return string.Join(' ', names) + " --help";
    }
}
