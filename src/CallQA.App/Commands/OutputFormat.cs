using System.CommandLine;
using System.Text.Json;

namespace CallQA.App.Commands;

/// <summary>How a command prints: for people or for machines.</summary>
internal enum OutputFormat
{
    /// <summary>A table.</summary>
    Table,

    /// <summary>JSON on standard output, nothing else.</summary>
    Json,
}

/// <summary>The option every command with results has.</summary>
internal static class FormatOption
{
    public static Option<OutputFormat> Create() => new("--format")
    {
        Description = "table for people, json for machines",
        DefaultValueFactory = _ => OutputFormat.Table,
    };

    /// <summary>Prints a value as JSON on standard output.</summary>
    public static void PrintJson<T>(T value) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(value, CallQAJson.Indented));
}
