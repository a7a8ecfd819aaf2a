using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CallQA.Engines.Scoring.Training;

/// <summary>The fitted models of the second reading with what is needed to write them.</summary>
internal sealed record FittedContext(IReadOnlyDictionary<string, MulticlassPredictionTransformer<MaximumEntropyModelParameters>> Transformers)
{
    public ContextModels Models { get; } = new(Transformers.ToDictionary(pair => pair.Key, pair => LinearClassifier.From(pair.Value.Model)));
}

/// <summary>Fits the second reading on first readings by models that have not seen the conversation.</summary>
/// <param name="seed">Seed of the fits.</param>
/// <param name="conversations">The labelled conversations.</param>
/// <param name="first">Their first readings, out of sample.</param>
internal sealed class ContextTrainer(
    int seed, IReadOnlyList<PreparedConversation> conversations, IReadOnlyDictionary<string, CallSignals> first)
{
    private static readonly FitOptions Options = new(L1: 0, L2: 1, Iterations: 100);

    private readonly Dictionary<string, IReadOnlyList<SparseVector>> _surroundings =
        conversations.ToDictionary(one => one.Labels.Id, one => Surroundings.Of(one.Dialogue, first[one.Labels.Id]));

    public FittedContext Fit() => Fit(conversations);

    /// <summary>Second readings by models that have not seen the conversation.</summary>
    public Dictionary<string, CallSignals> Read(CancellationToken cancellationToken)
    {
        var second = new Dictionary<string, CallSignals>(StringComparer.Ordinal);
        for (var fold = 0; fold < CrossFit.Folds; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var models = Fit([.. conversations.Where(one => CrossFit.FoldOf(one.Labels.Id) != fold)]).Models;
            foreach (var held in conversations.Where(one => CrossFit.FoldOf(one.Labels.Id) == fold))
                second[held.Labels.Id] = models.Read(first[held.Labels.Id], _surroundings[held.Labels.Id]);
        }

        return second;
    }

    private FittedContext Fit(IReadOnlyList<PreparedConversation> seen) => new(TurnTask.All.ToDictionary(
        task => task.Name,
        task => new MaximumEntropyFit(seed).Fit(
            Examples.Of(task, seen, one => _surroundings[one.Labels.Id]), Surroundings.Length, task.Labels.Count, Options)));
}
