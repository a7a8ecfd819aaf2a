using System.Globalization;
using System.Text;
using CallQA.Engines.Scoring.Quality;

namespace CallQA.Benchmarks.Learning;

/// <summary>Draws agreement over the number of reviews: one panel for the new centre, one for elsewhere, with 95 % intervals.</summary>
internal static class LearningChart
{
    private const int Width = 300;
    private const int Height = 200;
    private const int Left = 40;
    private const int Gap = 60;
    private const int Top = 34;

    private const string Style =
        "<style>text{font:12px sans-serif;fill:#1f2328}.axis{stroke:#59636e;fill:none}.grid{stroke:#d1d9e0}.c0{stroke:#0969da;fill:#0969da}.c1{stroke:#9a6700;fill:#9a6700}.c2{stroke:#1a7f37;fill:#1a7f37}.line{fill:none;stroke-width:2}"
        + "@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.axis{stroke:#9198a1}.grid{stroke:#3d444d}.c0{stroke:#4493f8;fill:#4493f8}.c1{stroke:#d29922;fill:#d29922}.c2{stroke:#3fb950;fill:#3fb950}.line{fill:none}}</style>";

    private static readonly string[] Names = ["empathy (κ)", "courtesy (κ)", "resolution (F1)"];

    public static string Draw(IReadOnlyList<LearningRow> rows)
    {
        var width = Left + (2 * (Width + Gap));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {Top + Height + 62}\" role=\"img\" aria-label=\"Agreement over the number of reviews, at the new centre and elsewhere\">{Style}\n");
        AddPanel(svg, "the new centre", Left, rows, row => row.There);
        AddPanel(svg, "elsewhere: test calls of the corpus", Left + Width + Gap, rows, row => row.Elsewhere);
        foreach (var (name, index) in Names.Select((name, index) => (name, index)))
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"c{index}\" x=\"{Left + (index * 130)}\" y=\"{Top + Height + 44}\" width=\"10\" height=\"10\"/><text x=\"{Left + 16 + (index * 130)}\" y=\"{Top + Height + 54}\">{name}</text>\n");
        return svg.Append("</svg>\n").ToString();
    }

    private static void AddPanel(StringBuilder svg, string title, int left, IReadOnlyList<LearningRow> rows, Func<LearningRow, IReadOnlyList<Estimate>> figures)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left}\" y=\"20\">{title}</text>\n<rect class=\"axis\" x=\"{left}\" y=\"{Top}\" width=\"{Width}\" height=\"{Height}\"/>\n");
        for (var tenth = 0; tenth <= 10; tenth += 2)
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{left}\" x2=\"{left + Width}\" y1=\"{Y(tenth / 10.0):0.0}\" y2=\"{Y(tenth / 10.0):0.0}\"/><text x=\"{left - 6}\" y=\"{Y(tenth / 10.0) + 4:0.0}\" text-anchor=\"end\">{tenth / 10.0:0.0}</text>\n");
        foreach (var row in rows)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(left, row, rows):0.0}\" y=\"{Top + Height + 16}\" text-anchor=\"middle\">{row.Reviews}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + (Width / 2)}\" y=\"{Top + Height + 34}\" text-anchor=\"middle\">reviews</text>\n");
        for (var criterion = 0; criterion < Names.Length; criterion++)
            AddLine(svg, left, rows, figures, criterion);
    }

    private static void AddLine(StringBuilder svg, int left, IReadOnlyList<LearningRow> rows, Func<LearningRow, IReadOnlyList<Estimate>> figures, int criterion)
    {
        var points = rows.Select(row => (X: X(left, row, rows) + (4 * (criterion - 1)), Figure: figures(row)[criterion])).ToList();
        svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"c{criterion} line\" points=\"")
            .AppendJoin(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.0},{Y(point.Figure.Value):0.0}"))).Append("\"/>\n");
        foreach (var (x, figure) in points)
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"c{criterion}\" x1=\"{x:0.0}\" x2=\"{x:0.0}\" y1=\"{Y(figure.Low):0.0}\" y2=\"{Y(figure.High):0.0}\"/><circle class=\"c{criterion}\" cx=\"{x:0.0}\" cy=\"{Y(figure.Value):0.0}\" r=\"3.5\"/>\n");
    }

    private static double X(int left, LearningRow row, IReadOnlyList<LearningRow> rows) => left + 14 + ((Width - 28) * row.Reviews / (double)Math.Max(1, rows.Max(one => one.Reviews)));

    private static double Y(double figure) => Top + (Height * (1 - Math.Clamp(figure, 0, 1)));
}
