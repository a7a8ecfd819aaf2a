using System.Globalization;
using System.Text;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>Draws how far stated confidence is from what turns out right: one panel a criterion, one dot a step of calls.</summary>
public static class ReliabilityPlot
{
    private const int Side = 180;
    private const int Margin = 44;
    private const int Panel = Side + Margin + 16;
    private const int Height = Side + 84;
    private const int Top = 30;

    private const string Style =
        "<style>text{font:12px sans-serif;fill:#1f2328}.axis{stroke:#59636e;fill:none}.right{stroke:#59636e;stroke-dasharray:4 3}"
        + ".found{stroke:#0969da;fill:none;stroke-width:2}.step{fill:#0969da}"
        + "@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.axis,.right{stroke:#9198a1}.found{stroke:#4493f8}.step{fill:#4493f8}}</style>";

    /// <summary>The plot as an SVG document; the largest group of calls of each criterion is drawn.</summary>
    /// <param name="report">What was measured.</param>
    public static string Draw(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var drawn = report.Criteria.GroupBy(one => one.Criterion).Select(group => group.MaxBy(one => one.Calls)!).ToList();
        var width = (Panel * drawn.Count) + Margin;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {Height}\" role=\"img\" aria-label=\"Stated confidence against share of same scores\">{Style}\n");
        foreach (var (quality, index) in drawn.Select((quality, index) => (quality, index)))
            AddPanel(svg, quality, Margin + (index * Panel));
        svg.Append("</svg>\n");
        return svg.ToString();
    }

    private static void AddPanel(StringBuilder svg, CriterionQuality quality, int left)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left}\" y=\"18\">{quality.Criterion}, {quality.Calls} calls, error {quality.CalibrationError:0.00}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"axis\" x=\"{left}\" y=\"{Top}\" width=\"{Side}\" height=\"{Side}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"right\" x1=\"{left}\" y1=\"{Top + Side}\" x2=\"{left + Side}\" y2=\"{Top}\"/>\n");
        foreach (var tick in new[] { 0.0, 0.5, 1.0 })
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + (tick * Side):0}\" y=\"{Top + Side + 16}\" text-anchor=\"middle\">{tick:0.0}</text>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left - 6}\" y=\"{Top + Side + 4 - (tick * Side):0}\" text-anchor=\"end\">{tick:0.0}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + (Side / 2)}\" y=\"{Top + Side + 34}\" text-anchor=\"middle\">stated → found</text>\n");
        AddSteps(svg, quality.Reliability, left);
    }

    private static void AddSteps(StringBuilder svg, IReadOnlyList<ReliabilityStep> steps, int left)
    {
        var points = steps.Select(step => string.Create(
            CultureInfo.InvariantCulture, $"{left + (step.Confidence * Side):0.0},{Top + Side - (step.Agreement * Side):0.0}")).ToList();
        svg.Append("<polyline class=\"found\" points=\"").AppendJoin(' ', points).Append("\"/>\n");
        foreach (var point in points)
        {
            var place = point.Split(',');
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"step\" cx=\"{place[0]}\" cy=\"{place[1]}\" r=\"4\"/>\n");
        }
    }
}
