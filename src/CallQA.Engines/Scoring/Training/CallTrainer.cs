using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CallQA.Engines.Scoring.Training;

/// <summary>A fitted call model with what is needed to write it.</summary>
internal sealed record FittedCallModel(
    CallModel Model, MulticlassPredictionTransformer<MaximumEntropyModelParameters> Transformer, int Features, int Classes);

/// <summary>Fits the call-level model of one criterion.</summary>
internal sealed class CallTrainer(int seed)
{
    private static readonly FitOptions Options = new(L1: 0, L2: 0.3f, Iterations: 200);

    public FittedCallModel Fit(Criterion criterion, IReadOnlyList<(SparseVector Features, int Score)> calls)
    {
        var scores = criterion.Labels.Count;
        var examples = criterion.Ordered
            ? calls.SelectMany(call => Steps(call.Features, call.Score, scores)).ToList()
            : calls.Select(call => new Example(call.Features, call.Score)).ToList();
        var features = examples[0].Features.Indices.Length;
        var classes = criterion.Ordered ? 2 : scores;
        var transformer = new MaximumEntropyFit(seed).Fit(examples, features, classes, Options);
        return new(new(LinearClassifier.From(transformer.Model), scores, criterion.Ordered), transformer, features, classes);
    }

    private static IEnumerable<Example> Steps(SparseVector features, int score, int scores)
    {
        for (var step = 1; step < scores; step++)
            yield return new(CallModel.AtStep(features, step, scores), score >= step ? 1 : 0);
    }
}
