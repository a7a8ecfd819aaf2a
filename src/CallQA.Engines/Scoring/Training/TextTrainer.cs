using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CallQA.Engines.Scoring.Training;

/// <summary>A fitted text model with what is needed to write it.</summary>
internal sealed record FittedTextModel(CallTextModel Model, MulticlassPredictionTransformer<MaximumEntropyModelParameters> Transformer)
{
    public float[] Read(Dialogue dialogue) => Model.Probabilities(dialogue, Model.Words.Index(dialogue));
}

/// <summary>Fits the model that goes straight from a call's words to a criterion's score.</summary>
internal sealed class TextTrainer(int seed, LeftOut without)
{
    private const int MinimumCount = 3;

    private static readonly FitOptions Options = new(L1: 0.01f, L2: 0.3f);

    /// <summary>Fits on calls as they were labelled; edited copies would teach their few phrases by heart.</summary>
    public FittedTextModel Fit(Criterion criterion, IReadOnlyList<PreparedConversation> labelled)
    {
        var conversations = labelled.Where(one => one.Genuine).ToList();
        var looked = new CallWords(new([]), criterion.EndOnly);
        var vocabulary = Vocabulary.From(
            conversations.Select(one => looked.TurnsOf(one.Dialogue).SelectMany(CallWords.NamesOf).Distinct().Where(IsLookedAt)), MinimumCount);
        var words = new CallWords(vocabulary, criterion.EndOnly);
        var calls = conversations
            .Select(one => new ScoredCall(words.Vector(one.Dialogue, words.Index(one.Dialogue)), criterion.Score(one.Labels)!.Value))
            .ToList();
        var fitted = new CallTrainer(seed).Fit(criterion, calls, vocabulary.Count, Options, withTrees: false);
        return new(new(words, fitted.Model), fitted.Transformer);
    }

    private bool IsLookedAt(string name) => !without.TextFeatures(name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    /// <summary>What models that have not seen a conversation say about it.</summary>
    public Dictionary<string, float[]> CrossFit(Criterion criterion, IReadOnlyList<PreparedConversation> conversations)
    {
        var opinions = new Dictionary<string, float[]>(StringComparer.Ordinal);
        for (var fold = 0; fold < Training.CrossFit.Folds; fold++)
        {
            var fitted = Fit(criterion, [.. conversations.Where(one => Training.CrossFit.FoldOf(one.Labels.Id) != fold)]);
            foreach (var held in conversations.Where(one => Training.CrossFit.FoldOf(one.Labels.Id) == fold))
                opinions[held.Labels.Id] = fitted.Read(held.Dialogue);
        }

        return opinions;
    }
}
