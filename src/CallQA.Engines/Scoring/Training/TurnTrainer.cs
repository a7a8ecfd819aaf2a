using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CallQA.Engines.Scoring.Training;

/// <summary>A conversation with its prepared dialogue and the features of every turn, computed once for all folds.</summary>
internal sealed record PreparedConversation(LabelledConversation Labels, Dialogue Dialogue, IReadOnlyList<FeatureBag> Bags)
{
    /// <summary>True for a call as it was labelled, false for a copy edited for training.</summary>
    public bool Genuine => EditedCalls.OriginalId(Labels.Id).Length == Labels.Id.Length;

    public static PreparedConversation From(LabelledConversation labels, LeftOut without)
    {
        var dialogue = without.See(Dialogue.From(labels));
        return new(labels, dialogue, [.. labels.Turns.Select((_, turn) => TurnFeaturizer.Of(dialogue, turn))]);
    }
}

/// <summary>The fitted models of the first reading with what is needed to write them.</summary>
internal sealed record FittedWords(
    Vocabulary Vocabulary,
    IReadOnlyDictionary<string, MulticlassPredictionTransformer<MaximumEntropyModelParameters>> Transformers)
{
    public WordModels Models { get; } = new(
        Vocabulary, Transformers.ToDictionary(pair => pair.Key, pair => LinearClassifier.From(pair.Value.Model)));
}

/// <summary>Fits the five turn classifiers of the first reading.</summary>
internal sealed class TurnTrainer(int seed, LeftOut without)
{
    private const int MinimumCount = 3;

    private static readonly FitOptions Options = new(L1: 0.02f, L2: 0.3f);

    public FittedWords Fit(IReadOnlyList<PreparedConversation> conversations, CancellationToken cancellationToken)
    {
        var vocabulary = Vocabulary.From(
            conversations.SelectMany(conversation => conversation.Bags).Select(bag => bag.Values.Keys.Where(name => !without.TurnFeatures(name))), MinimumCount);
        var vectors = conversations.ToDictionary(
            one => one.Labels.Id, one => (IReadOnlyList<SparseVector>)[.. one.Bags.Select(vocabulary.Vector)]);
        var transformers = new Dictionary<string, MulticlassPredictionTransformer<MaximumEntropyModelParameters>>();
        foreach (var task in TurnTask.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            transformers[task.Name] = new MaximumEntropyFit(seed).Fit(
                Examples.Of(task, conversations, one => vectors[one.Labels.Id]), vocabulary.Count, task.Labels.Count, Options);
        }

        return new(vocabulary, transformers);
    }
}
