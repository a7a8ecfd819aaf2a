using System.Globalization;
using Spectre.Console;

namespace CallQA.App.Commands.Ingest;

/// <summary>What the command prints at the end.</summary>
internal static class IngestTable
{
    public static Table Build(IEnumerable<IngestResult> results)
    {
        var table = new Table().AddColumns("call", "agent", "duration", "state", "empathy", "courtesy", "resolution", "overall");
        foreach (var result in results)
        {
            table.AddRow(
                Markup.Escape(result.CallId!),
                Markup.Escape(result.Agent ?? "–"),
                result.Duration?.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) ?? "–",
                result.Problem is null ? Lower(result.Stage) : "[red]set aside[/]",
                Lower(result.Empathy),
                Lower(result.Courtesy),
                Lower(result.Resolution) + (result.NeedsReview == true ? " [yellow]?[/]" : ""),
                result.Overall is { } overall ? string.Create(CultureInfo.InvariantCulture, $"{overall:0} %") : "–");
        }

        return table;
    }

    private static string Lower(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text
        ? text.ToLowerInvariant()
        : "–";
}
