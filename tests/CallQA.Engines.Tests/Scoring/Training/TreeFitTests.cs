using CallQA.Engines.Scoring.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CallQA.Engines.Tests.Scoring.Training;

public sealed class TreeFitTests
{
    [Fact]
    public void Probability_EqualsThatOfMLNet_WhenBothEvaluateTheSameTrees()
    {
        var calls = Enumerable.Range(0, 120)
            .Select(index => new ScoredCall(new([0, 1, 2], [index % 7, index % 5 / 4f, 0.5f]), index % 7 > 3 ? 2 : index % 5 > 2 ? 1 : 0))
            .ToList();

        var steps = new TreeFit(seed: 1).Fit(calls, features: 3, scores: 3);

        steps.Count.ShouldBe(2);
        foreach (var step in steps)
        {
            var rows = calls.ConvertAll(call => new Row { Features = call.Features.Values });
            var expected = step.Transformer.Transform(new MLContext().Data.LoadFromEnumerable(rows)).GetColumn<float>("Probability").ToList();
            for (var index = 0; index < calls.Count; index++)
                step.Trees.Probability(calls[index].Features.Values).ShouldBe(expected[index], 1e-5f);
            expected.Distinct().Count().ShouldBeGreaterThan(1);
        }
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }
}
