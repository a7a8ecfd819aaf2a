using System.Globalization;
using CallQA.Engines.Scoring.Quality;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary>The quality of scoring models as tables.</summary>
internal static class QualityTables
{
    public static void Print(EvaluationReport report)
    {
        Screen.Results.MarkupLineInterpolated($"[bold]{report.Model}[/] on the {report.Part} part of corpus {report.Corpus[..12]}");
        Screen.Results.Write(Criteria(report));
        Screen.Results.MarkupLine(
            "[grey]kappa: quadratic weighted, with 95 % interval; ece: expected calibration error; review: share sent to a person[/]");
        Screen.Results.Write(Turns(report));
    }

    private static Table Criteria(EvaluationReport report)
    {
        var table = Columns(
            "language", "criterion", "calls", "kappa", "exact", "within one", "macro-F1", "ece", "review", "majority F1", "keyword kappa", "keyword F1");
        foreach (var quality in report.Criteria)
        {
            table.AddRow(
                quality.Language,
                quality.Criterion,
                Text($"{quality.Calls}"),
                Text($"{quality.Model.Kappa:0.00} ({quality.KappaInterval.Low:0.00}–{quality.KappaInterval.High:0.00})"),
                Text($"{quality.Model.Exact:0.00}"),
                Text($"{quality.Model.WithinOne:0.00}"),
                Text($"{quality.Model.MacroF1:0.00}"),
                Text($"{quality.CalibrationError:0.00}"),
                Text($"{quality.ReviewShare:0.00}"),
                Text($"{quality.Majority.MacroF1:0.00}"),
                Text($"{quality.Keywords.Kappa:0.00}"),
                Text($"{quality.Keywords.MacroF1:0.00}"));
        }

        return table;
    }

    private static Table Turns(EvaluationReport report)
    {
        var table = Columns("language", "turn-level", "turns", "accuracy", "macro-F1");
        foreach (var quality in report.Turns)
        {
            table.AddRow(
                quality.Language,
                quality.Question,
                Text($"{quality.Turns}"),
                Text($"{quality.Accuracy:0.00}"),
                Text($"{quality.MacroF1:0.00}"));
        }

        return table;
    }

    private static Table Columns(params string[] names)
    {
        var table = new Table();
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
        {
            table.AddColumn(name, column => column.Alignment = index < 2 ? Justify.Left : Justify.Right);
        }

        return table;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
