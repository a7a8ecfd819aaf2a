using CallQA.Engines.Scoring.Features;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Models;

/// <summary>The five turn classifiers over one vocabulary.</summary>
internal sealed class TurnModels(Vocabulary vocabulary, IReadOnlyDictionary<string, LinearClassifier> classifiers)
{
    public CallSignals Read(Dialogue dialogue) =>
        new(dialogue.Language, [.. dialogue.Turns.Select((turn, index) => Read(dialogue, index, turn.Speaker))]);

    /// <summary>Share of a call's words that the models know, 0–1, and how many words there are; numbers do not count.</summary>
    public (double Share, int Words) Known(Dialogue dialogue)
    {
        var words = dialogue.Turns.SelectMany(turn => turn.Tokens).Where(token => token != Tokens.Number).ToList();
        return (words.Count == 0 ? 0 : words.Count(word => vocabulary.PositionOf("w:" + word) >= 0) / (double)words.Count, words.Count);
    }

    /// <summary>Reads a turn as if only this passage of it had been said.</summary>
    public TurnSignal ReadAs(Dialogue dialogue, int turn, string passage) =>
        Read(dialogue.With(turn, passage), turn, dialogue.Turns[turn].Speaker);

    private TurnSignal Read(Dialogue dialogue, int turn, Speaker speaker)
    {
        if (speaker == Speaker.Unknown)
            return new(speaker);
        var features = vocabulary.Vector(TurnFeaturizer.Of(dialogue, turn));
        return speaker == Speaker.Agent
            ? new(speaker, Ask(TurnTask.Empathy, features), Ask(TurnTask.Courtesy, features), Ask(TurnTask.Act, features))
            : new(speaker, Emotion: Ask(TurnTask.Emotion, features), Outcome: Ask(TurnTask.Outcome, features));
    }

    /// <summary>Length of the feature vectors and number of classes of a question's model.</summary>
    public (int Features, int Classes) Shape(TurnTask task) => classifiers[task.Name].Shape;

    private float[] Ask(TurnTask task, SparseVector features) => classifiers[task.Name].Probabilities(features);
}
