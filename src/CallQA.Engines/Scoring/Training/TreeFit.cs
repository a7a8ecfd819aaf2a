using CallQA.Engines.Scoring.Models;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace CallQA.Engines.Scoring.Training;

/// <summary>Fits ML.NET's boosted trees to the steps of a scale. One thread and a fixed seed: the same calls give the same trees.</summary>
internal sealed class TreeFit(int seed)
{
    private readonly MLContext _ml = new(seed);

    /// <summary>One model a step: does the call reach it?</summary>
    public IReadOnlyList<FittedTrees> Fit(IReadOnlyList<ScoredCall> calls, int features, int scores) =>
        [.. Enumerable.Range(1, scores - 1).Select(step => Fit(calls, features, step, minimumLeaf: Math.Clamp(calls.Count / 30, 1, 12)))];

    /// <summary>Writes a fitted model in ML.NET's own format.</summary>
    public void Save(FittedTrees trees, Stream stream) => _ml.Model.Save(trees.Transformer, Rows([], trees.Features, 1).Schema, stream);

    private FittedTrees Fit(IReadOnlyList<ScoredCall> calls, int features, int step, int minimumLeaf)
    {
        var transformer = _ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfLeaves = 4,
            NumberOfTrees = 80,
            LearningRate = 0.08,
            FeatureFraction = 0.4,
            MinimumExampleCountPerLeaf = minimumLeaf,
            NumberOfThreads = 1,
            Seed = seed,
            LabelColumnName = nameof(Row.Label),
            FeatureColumnName = nameof(Row.Features),
        }).Fit(Rows(calls, features, step));
        return new(transformer, features);
    }

    private IDataView Rows(IReadOnlyList<ScoredCall> calls, int features, int step)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        return _ml.Data.LoadFromEnumerable(
            calls.Select(call => new Row { Label = call.Score >= step, Features = call.Features.Values }).ToList(), schema);
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}

/// <summary>Fitted trees with what is needed to write them.</summary>
internal sealed record FittedTrees(
    BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> Transformer, int Features)
{
    public BoostedTrees Trees { get; } = BoostedTrees.From(Transformer.Model);
}
