using CallQA.Engines.Scoring.Features;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Models;

/// <summary>
/// The turn classifiers, five for each of two readings: the first by the words of a turn, the second by the first reading of
/// the turn and of those around it.
/// </summary>
/// <param name="words">The first reading.</param>
/// <param name="context">The second; null where the first has to do.</param>
internal sealed class TurnModels(WordModels words, ContextModels? context)
{
    public CallSignals Read(Dialogue dialogue)
    {
        var first = words.Read(dialogue);
        return context is null ? first : context.Read(dialogue, first);
    }

    /// <summary>Share of a call's words that the models know, 0–1, and how many words there are; numbers do not count.</summary>
    public (double Share, int Words) Known(Dialogue dialogue) => words.Known(dialogue);

    /// <summary>Reads a turn as if only this passage of it had been said, by its words alone.</summary>
    public TurnSignal ReadAs(Dialogue dialogue, int turn, string passage) => words.ReadAs(dialogue, turn, passage);
}

/// <summary>The first reading: five classifiers over one vocabulary.</summary>
internal sealed class WordModels(Vocabulary vocabulary, IReadOnlyDictionary<string, LinearClassifier> classifiers)
{
    public CallSignals Read(Dialogue dialogue) =>
        new(dialogue.Language, [.. dialogue.Turns.Select((turn, index) => Read(dialogue, index, turn.Speaker))]);

    public (double Share, int Words) Known(Dialogue dialogue)
    {
        var words = dialogue.Turns.SelectMany(turn => turn.Tokens).Where(token => token != Tokens.Number).ToList();
        return (words.Count == 0 ? 0 : words.Count(word => vocabulary.PositionOf("w:" + word) >= 0) / (double)words.Count, words.Count);
    }

    public TurnSignal ReadAs(Dialogue dialogue, int turn, string passage) =>
        Read(dialogue.With(turn, passage), turn, dialogue.Turns[turn].Speaker);

    /// <summary>Length of the feature vectors and number of classes of a question's model.</summary>
    public (int Features, int Classes) Shape(TurnTask task) => classifiers[task.Name].Shape;

    private TurnSignal Read(Dialogue dialogue, int turn, Speaker speaker) => speaker == Speaker.Unknown
        ? new(speaker)
        : TurnSignal.Of(speaker, classifiers, vocabulary.Vector(TurnFeaturizer.Of(dialogue, turn)));
}

/// <summary>The second reading, by what the first says of a turn and its surroundings.</summary>
internal sealed class ContextModels(IReadOnlyDictionary<string, LinearClassifier> classifiers)
{
    public CallSignals Read(Dialogue dialogue, CallSignals first) => Read(first, Surroundings.Of(dialogue, first));

    public CallSignals Read(CallSignals first, IReadOnlyList<SparseVector> surroundings) => first with
    {
        Turns = [.. first.Turns.Select((turn, index) =>
            turn.Speaker == Speaker.Unknown ? turn : TurnSignal.Of(turn.Speaker, classifiers, surroundings[index]))],
    };

    /// <summary>Length of the feature vectors and number of classes of a question's model.</summary>
    public (int Features, int Classes) Shape(TurnTask task) => classifiers[task.Name].Shape;
}
