using CallQA.Engines.Scoring.Models;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Features;

/// <summary>
/// What the turn models say about one turn: probabilities in the order of <see cref="Corpus.TurnLabels"/>. Agent turns carry the
/// first three, customer turns the last two, turns of unknown speakers none.
/// </summary>
internal sealed record TurnSignal(
    Speaker Speaker,
    float[]? Empathy = null,
    float[]? Courtesy = null,
    float[]? Act = null,
    float[]? Emotion = null,
    float[]? Outcome = null)
{
    /// <summary>Asks the classifiers that a speaker's turns have an answer to.</summary>
    public static TurnSignal Of(Speaker speaker, IReadOnlyDictionary<string, LinearClassifier> classifiers, SparseVector features)
    {
        return speaker == Speaker.Agent
            ? new(speaker, Ask(TurnTask.Empathy), Ask(TurnTask.Courtesy), Ask(TurnTask.Act))
            : new(speaker, Emotion: Ask(TurnTask.Emotion), Outcome: Ask(TurnTask.Outcome));

        float[] Ask(TurnTask task) => classifiers[task.Name].Probabilities(features);
    }
}

/// <summary>The turn models' view of a whole call.</summary>
internal sealed record CallSignals(string Language, IReadOnlyList<TurnSignal> Turns)
{
    public IReadOnlyList<TurnSignal> Agent => [.. Turns.Where(turn => turn.Speaker == Speaker.Agent)];

    public IReadOnlyList<TurnSignal> Customer => [.. Turns.Where(turn => turn.Speaker == Speaker.Customer)];
}
