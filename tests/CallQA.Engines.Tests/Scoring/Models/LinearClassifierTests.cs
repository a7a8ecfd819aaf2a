using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CallQA.Engines.Tests.Scoring.Models;

public sealed class LinearClassifierTests
{
    [Fact]
    public void Probabilities_EqualThoseOfMLNet_WhenBothEvaluateTheSameModel()
    {
        var examples = Enumerable.Range(0, 60)
            .Select(index => new Example(new([index % 3, 3 + (index % 2)], [1, 0.5f * (index % 5)]), index % 3))
            .ToList();
        var transformer = new MaximumEntropyFit(seed: 1).Fit(examples, features: 5, classes: 3, new(L1: 0.01f, L2: 0.1f));
        var classifier = LinearClassifier.From(transformer.Model);

        var rows = examples.ConvertAll(example => new Row { Features = Dense(example.Features) });
        var expected = transformer.Transform(new MLContext().Data.LoadFromEnumerable(rows)).GetColumn<float[]>("Score").ToList();

        for (var index = 0; index < examples.Count; index++)
            classifier.Probabilities(examples[index].Features).ShouldBe(expected[index], tolerance: 1e-5);
        classifier.Probabilities(examples[1].Features).ShouldNotBe(classifier.Probabilities(examples[2].Features));
    }

    private static float[] Dense(SparseVector features)
    {
        var dense = new float[5];
        for (var entry = 0; entry < features.Indices.Length; entry++)
            dense[features.Indices[entry]] = features.Values[entry];
        return dense;
    }

    private sealed class Row
    {
        [VectorType(5)]
        public float[] Features { get; set; } = [];
    }
}
