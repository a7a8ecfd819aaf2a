using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>A labelled call with what the models say about it.</summary>
internal sealed record EvaluatedCall(
    LabelledConversation Labels, PreparedCall Prepared, IReadOnlyDictionary<string, Prediction> Predictions)
{
    /// <summary>Label and prediction of every turn that carries a label for the question.</summary>
    public IEnumerable<Pair> Pairs(TurnTask task)
    {
        for (var turn = 0; turn < Labels.Turns.Count; turn++)
        {
            if (task.ClassOf(Labels.Turns[turn]) is var label and >= 0)
                yield return new(label, task.Likeliest(Prepared.Signals.Turns[turn]));
        }
    }
}
