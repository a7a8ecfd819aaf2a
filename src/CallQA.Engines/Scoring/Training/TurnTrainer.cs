using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CallQA.Engines.Scoring.Training;

/// <summary>A conversation with its prepared dialogue and the features of every turn, computed once for all folds.</summary>
internal sealed record PreparedConversation(LabelledConversation Labels, Dialogue Dialogue, IReadOnlyList<FeatureBag> Bags)
{
    public static PreparedConversation From(LabelledConversation labels)
    {
        var dialogue = Dialogue.From(labels);
        return new(labels, dialogue, [.. labels.Turns.Select((_, turn) => TurnFeaturizer.Of(dialogue, turn))]);
    }
}

/// <summary>The fitted turn models with what is needed to write them.</summary>
internal sealed record FittedTurnModels(
    Vocabulary Vocabulary,
    IReadOnlyDictionary<string, MulticlassPredictionTransformer<MaximumEntropyModelParameters>> Transformers)
{
    public TurnModels Models { get; } = new(
        Vocabulary, Transformers.ToDictionary(pair => pair.Key, pair => LinearClassifier.From(pair.Value.Model)));
}

/// <summary>Fits the five turn classifiers.</summary>
internal sealed class TurnTrainer(int seed)
{
    private const int MinimumCount = 3;

    private static readonly FitOptions Options = new(L1: 0.02f, L2: 0.3f);

    public FittedTurnModels Fit(IReadOnlyList<PreparedConversation> conversations, CancellationToken cancellationToken)
    {
        var vocabulary = Vocabulary.From(
            conversations.SelectMany(conversation => conversation.Bags).Select(bag => bag.Values.Keys), MinimumCount);
        var vectors = conversations.Select(conversation => conversation.Bags.Select(vocabulary.Vector).ToList()).ToList();
        var transformers = new Dictionary<string, MulticlassPredictionTransformer<MaximumEntropyModelParameters>>();
        foreach (var task in TurnTask.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var examples = Examples(task, conversations, vectors);
            transformers[task.Name] = new MaximumEntropyFit(seed).Fit(examples, vocabulary.Count, task.Labels.Count, Options);
        }

        return new(vocabulary, transformers);
    }

    private static List<Example> Examples(
        TurnTask task, IReadOnlyList<PreparedConversation> conversations, List<List<SparseVector>> vectors)
    {
        var examples = new List<Example>();
        for (var index = 0; index < conversations.Count; index++)
        {
            var turns = conversations[index].Labels.Turns;
            for (var turn = 0; turn < turns.Count; turn++)
            {
                if (task.ClassOf(turns[turn]) is var label and >= 0)
                    examples.Add(new(vectors[index][turn], label));
            }
        }

        return examples;
    }
}
