using System.Globalization;
using Spectre.Console;

namespace CallQA.App.Commands.Demo;

/// <summary>What the demonstration prints at the end.</summary>
internal static class DemoTable
{
    public static void Print(OutputFormat format, bool realEars, IReadOnlyList<DemoResult> results, string? report)
    {
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(new { calls = results.Select(result => EvaluationEntry.Of(result.Call)), report });
            return;
        }

        Screen.Results.Write(Build(results));
        Screen.Results.MarkupLine(ScoreText.Legend);
        if (!realEars)
        {
            Screen.Results.MarkupLine(
                "[grey]The shipped speech model is a demonstration and mishears many words; demo --reference scores the written transcripts.[/]");
        }

        if (report is not null)
        {
            Screen.Results.MarkupLineInterpolated($"Coaching report: {report}");
        }
    }

    private static Table Build(IReadOnlyList<DemoResult> results)
    {
        var table = new Table { Border = TableBorder.Horizontal };
        foreach (var text in new[] { "call", "agent" })
        {
            table.AddColumn(text, column => column.Padding(0, 1));
        }

        foreach (var numeric in new[] { "duration", "empathy", "courtesy", "resolution", "overall", "speed" })
        {
            table.AddColumn(numeric, column => column.RightAligned().NoWrap().Padding(0, 1));
        }

        foreach (var result in results)
        {
            var (call, evaluation) = (result.Call.Call, result.Call.Evaluation!);
            table.AddRow(
                Markup.Escape(call.Id),
                Markup.Escape(call.Metadata.AgentName ?? call.Metadata.AgentId ?? "–"),
                call.Duration.ToString(@"m\:ss", CultureInfo.InvariantCulture),
                ScoreText.Of(evaluation.Scores.Empathy),
                ScoreText.Of(evaluation.Scores.Courtesy),
                ScoreText.Of(evaluation.Scores.Resolution),
                evaluation.Overall is { } overall ? string.Create(CultureInfo.InvariantCulture, $"{overall:0} %") : "–",
                result.FromStore ? "stored" : string.Create(CultureInfo.InvariantCulture, $"{result.TimesRealTime:0.0}×"));
        }

        return table;
    }
}
