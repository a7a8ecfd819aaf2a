using System.Globalization;
using CallQA.Engines.Scoring.Quality;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary>The quality of scoring models as tables.</summary>
internal static class QualityTables
{
    public static void Print(EvaluationReport report)
    {
        Screen.Results.MarkupLineInterpolated($"[bold]{report.Model}[/], {report.Part} of {report.Corpus[..12]}");
        if (report.LeftOut > 0)
            Screen.Results.MarkupLineInterpolated($"Left out, as the models do not know the language: {Counted.Of(report.LeftOut, "conversation")}.");
        Screen.Results.Write(Criteria(report));
        Screen.Results.MarkupLine(
            "[grey]kappa: quadratic weighted; alpha: Krippendorff's, ordinal; in brackets: 95 % interval; ece: expected calibration error; review: share sent to a person; at 90 %: share of calls, surest first, with 90 % agreement[/]");
        foreach (var quality in report.Criteria.Where(one => one.NotScorable > 0))
            Screen.Results.MarkupLineInterpolated($"Not scorable ({quality.Language}, {quality.Criterion}), and in no figure above: {Counted.Of(quality.NotScorable, "call")}.");
        Screen.Results.Write(Classes(report));
        Screen.Results.MarkupLine("[grey]calls: how often the reviewers gave the score; scored as: what the models made of these calls, lowest score first[/]");
        Screen.Results.Write(Turns(report));
        Screen.Results.Write(Origins(report));
        Screen.Results.MarkupLine("[grey]success, empathic and polite: area under the ROC curve (cases); keywords: the same of counting them[/]");
    }

    private static Table Criteria(EvaluationReport report)
    {
        var table = Columns(
            "language", "criterion", "calls", "kappa", "alpha", "exact", "within one", "macro-F1", "ece", "review", "at 90 %", "majority F1", "keyword kappa", "keyword F1");
        foreach (var quality in report.Criteria)
        {
            table.AddRow(
                quality.Language,
                quality.Criterion,
                Text($"{quality.Calls}"),
                Text($"{quality.Model.Kappa:0.00} ({quality.KappaInterval.Low:0.00}–{quality.KappaInterval.High:0.00})"),
                Text($"{quality.Model.Alpha:0.00}"),
                Text($"{quality.Model.Exact:0.00}"),
                Text($"{quality.Model.WithinOne:0.00}"),
                Text($"{quality.Model.MacroF1:0.00} ({quality.MacroF1Interval.Low:0.00}–{quality.MacroF1Interval.High:0.00})"),
                Text($"{quality.CalibrationError:0.00}"),
                Text($"{quality.ReviewShare:0.00}"),
                Text($"{quality.CoverageAtNinety:0.00}"),
                Figure(quality.Majority?.MacroF1),
                Text($"{quality.Keywords.Kappa:0.00}"),
                Text($"{quality.Keywords.MacroF1:0.00}"));
        }

        return table;
    }

    private static Table Classes(EvaluationReport report)
    {
        var table = Columns("language", "criterion", "score", "calls", "precision", "recall", "F1", "scored as");
        foreach (var quality in report.Criteria)
        {
            foreach (var (one, row) in quality.Classes.Zip(quality.Confusion))
            {
                table.AddRow(
                    quality.Language,
                    quality.Criterion,
                    one.Label,
                    Text($"{one.Support}"),
                    Figure(one.Precision),
                    Figure(one.Recall),
                    Figure(one.F1),
                    string.Join(" / ", row.Select(calls => Text($"{calls}"))));
            }
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

    private static Table Origins(EvaluationReport report)
    {
        var table = Columns("origin", "conversations", "empathy kappa", "courtesy kappa", "resolution F1", "success", "keywords", "empathic", "polite");
        foreach (var origin in report.Origins)
        {
            table.AddRow(
                Markup.Escape(origin.Origin),
                Text($"{origin.Calls}"),
                Figure(origin.Empathy),
                Figure(origin.Courtesy),
                Figure(origin.Resolution),
                Area(origin.Success),
                Figure(origin.Success.Keywords),
                Area(origin.EmpathicTurns),
                Area(origin.PoliteTurns));
        }

        return table;
    }

    private static string Figure(double? figure) => figure is { } value ? Text($"{value:0.00}") : "–";

    private static string Area(RankingFigures figures) => figures.Auc is { } auc ? Text($"{auc:0.00} ({figures.Cases})") : "–";

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
