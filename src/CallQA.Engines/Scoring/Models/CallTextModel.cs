using CallQA.Engines.Scoring.Features;

namespace CallQA.Engines.Scoring.Models;

/// <summary>A model that goes straight from the words of a call to a criterion's score: a second opinion beside the turn models.</summary>
internal sealed record CallTextModel(CallWords Words, CallModel Model)
{
    public float[] Probabilities(Dialogue dialogue, IReadOnlyList<int[]> words) => Model.Probabilities(Words.Vector(dialogue, words));
}
