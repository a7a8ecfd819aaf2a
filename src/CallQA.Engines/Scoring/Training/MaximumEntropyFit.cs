using CallQA.Engines.Scoring.Features;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CallQA.Engines.Scoring.Training;

/// <summary>One labelled example.</summary>
internal sealed record Example(SparseVector Features, int Label, float Weight = 1);

/// <summary>How a model is fitted.</summary>
/// <param name="L1">Strength of the pull that sets weights to zero.</param>
/// <param name="L2">Strength of the pull towards small weights.</param>
/// <param name="Iterations">Most iterations.</param>
internal sealed record FitOptions(float L1, float L2, int Iterations = 60);

/// <summary>Fits ML.NET's maximum-entropy model. One thread and no random start: the same examples give the same weights.</summary>
internal sealed class MaximumEntropyFit(int seed)
{
    private readonly MLContext _ml = new(seed);

    public MulticlassPredictionTransformer<MaximumEntropyModelParameters> Fit(
        IReadOnlyList<Example> examples, int features, int classes, FitOptions options)
    {
        var trainer = _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            L1Regularization = options.L1,
            L2Regularization = options.L2,
            OptimizationTolerance = 1e-4f,
            MaximumNumberOfIterations = options.Iterations,
            HistorySize = 8,
            NumberOfThreads = 1,
            ExampleWeightColumnName = nameof(Row.Weight),
            LabelColumnName = nameof(Row.Label),
            FeatureColumnName = nameof(Row.Features),
        });
        return trainer.Fit(Rows(examples, features, classes));
    }

    /// <summary>Writes a fitted model in ML.NET's own format.</summary>
    public void Save(ITransformer model, int features, int classes, Stream stream) =>
        _ml.Model.Save(model, Rows([], features, classes).Schema, stream);

    private IDataView Rows(IReadOnlyList<Example> examples, int features, int classes)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        return _ml.Data.LoadFromEnumerable(examples.Select(example => Row.From(example, features)).ToList(), schema);
    }

    private sealed class Row
    {
        public uint Label { get; set; }

        public VBuffer<float> Features { get; set; }

        public float Weight { get; set; }

        public static Row From(Example example, int features) => new()
        {
            // With an explicit key type, rows carry the position of the class from 0.
            Label = (uint)example.Label,
            Features = new(features, example.Features.Indices.Length, example.Features.Values, example.Features.Indices),
            Weight = example.Weight,
        };
    }
}
