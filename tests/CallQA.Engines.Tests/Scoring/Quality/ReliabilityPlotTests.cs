using CallQA.Engines.Scoring.Quality;
using CallQA.Tests;

namespace CallQA.Engines.Tests.Scoring.Quality;

public sealed class ReliabilityPlotTests
{
    [Fact]
    public void Draw_DrawsTheLargestGroupOfEachCriterion_InItsOwnPanel()
    {
        var report = new EvaluationReport(
            "model", "corpus", "test", [Quality("en", "empathy", 4), Quality("all", "empathy", 9), Quality("all", "courtesy", 9)], [], []);

        ReliabilityPlot.Draw(report).ShouldMatchGolden("reliability.svg");
    }

    private static CriterionQuality Quality(string language, string criterion, int calls)
    {
        var none = new AgreementFigures(0, 0, 0, 0, 0);
        var estimate = new Estimate(0, 0, 0);
        return new(
            language, criterion, calls, none, estimate, estimate, 0.08, [new(0.4, 0.5, 2), new(0.75, 0.7, 2), new(0.95, 1, 5)], 0, null, 0, [], [], none, none);
    }
}
