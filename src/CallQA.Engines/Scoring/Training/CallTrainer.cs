using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CallQA.Engines.Scoring.Training;

/// <summary>A call to learn from.</summary>
internal sealed record ScoredCall(SparseVector Features, int Score);

/// <summary>A fitted call model with what is needed to write it.</summary>
internal sealed record FittedCallModel(
    CallModel Model, MulticlassPredictionTransformer<MaximumEntropyModelParameters> Transformer, IReadOnlyList<FittedTrees> Trees);

/// <summary>Fits models from a vector a call to a criterion's score.</summary>
internal sealed class CallTrainer(int seed)
{
    /// <summary>Fits a linear model, with boosted trees beside it where wanted.</summary>
    public FittedCallModel Fit(Criterion criterion, IReadOnlyList<ScoredCall> calls, int features, FitOptions options, bool withTrees)
    {
        var scores = criterion.Labels.Count;
        var examples = criterion.Ordered
            ? calls.SelectMany(call => Steps(call, features, scores)).ToList()
            : calls.Select(call => new Example(call.Features, call.Score)).ToList();
        var length = criterion.Ordered ? features + scores - 1 : features;
        var transformer = new MaximumEntropyFit(seed).Fit(examples, length, criterion.Ordered ? 2 : scores, options);
        var trees = withTrees ? new TreeFit(seed).Fit(calls, features, scores) : [];
        var model = new CallModel(
            LinearClassifier.From(transformer.Model), features, scores, criterion.Ordered, [.. trees.Select(step => step.Trees)]);
        return new(model, transformer, trees);
    }

    private static IEnumerable<Example> Steps(ScoredCall call, int features, int scores)
    {
        for (var step = 1; step < scores; step++)
            yield return new(CallModel.AtStep(call.Features, features, step), call.Score >= step ? 1 : 0);
    }
}
