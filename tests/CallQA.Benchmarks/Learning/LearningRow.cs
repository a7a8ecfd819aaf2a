using System.Globalization;
using CallQA.App.Tests.Learning.Simulated;
using CallQA.Engines.Scoring.Quality;

namespace CallQA.Benchmarks.Learning;

/// <summary>One point of the curve.</summary>
/// <param name="Reviews">Reviews there are.</param>
/// <param name="Learnt">Those learnt from.</param>
/// <param name="Promoted">Whether the loop puts the candidate in force.</param>
/// <param name="There">Empathy, courtesy (weighted kappa) and resolution (macro-F1) on calls of the centre.</param>
/// <param name="Elsewhere">The same on the test calls of the corpus.</param>
/// <param name="RiseThere">Mean of the three beside the models before.</param>
/// <param name="RiseElsewhere">Likewise elsewhere.</param>
internal sealed record LearningRow(
    int Reviews, int Learnt, bool Promoted, IReadOnlyList<Estimate> There, IReadOnlyList<Estimate> Elsewhere, Comparison? RiseThere, Comparison? RiseElsewhere)
{
    public static LearningRow Of(LearningPoint point) => new(
        point.Reviews, point.Learnt, point.Promoted, Figures(point.There), Figures(point.Elsewhere), point.RiseThere, point.RiseElsewhere);

    public static string Table(IEnumerable<LearningRow> rows) => string.Join('\n', rows.Select(row => string.Create(
        CultureInfo.InvariantCulture,
        $"| {row.Reviews} ({row.Learnt}) | {Cells(row.There)} | {Rise(row.RiseThere)} | {Cells(row.Elsewhere)} | {Rise(row.RiseElsewhere)} | {(row.Reviews == 0 ? "" : row.Promoted ? "yes" : "no")} |")));

    private static IReadOnlyList<Estimate> Figures(EvaluationReport report)
    {
        // A file in one language has no row for all.
        var criteria = report.Criteria.GroupBy(one => one.Criterion).ToDictionary(group => group.Key, group => group.MaxBy(one => one.Calls)!);
        return [criteria["empathy"].KappaInterval, criteria["courtesy"].KappaInterval, criteria["resolution"].MacroF1Interval];
    }

    private static string Cells(IEnumerable<Estimate> figures) =>
        string.Join(" | ", figures.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value:0.00} [{one.Low:0.00}, {one.High:0.00}]")));

    private static string Rise(Comparison? rise) =>
        rise is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{rise.Difference:+0.000;−0.000} [{rise.Low:+0.000;−0.000}, {rise.High:+0.000;−0.000}]");
}
