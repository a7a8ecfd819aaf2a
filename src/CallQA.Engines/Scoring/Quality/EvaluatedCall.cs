using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Scoring;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>A labelled call with what the models say about it.</summary>
internal sealed record EvaluatedCall(
    LabelledConversation Labels, PreparedCall Prepared, IReadOnlyDictionary<string, Prediction> Predictions)
{
    /// <summary>Scores a call.</summary>
    public static EvaluatedCall Of(ScoringModel model, LabelledConversation labels)
    {
        var prepared = model.Prepare(Dialogue.From(labels));
        return new(labels, prepared, Criterion.All.ToDictionary(one => one.Name, one => model.Predict(one, prepared)));
    }

    /// <summary>Whether the matter was settled; null where nobody said.</summary>
    public bool? Success => Labels.Success ?? (Labels.Resolution is { } resolution ? resolution == Resolution.Resolved : null);

    /// <summary>How empathic each judged agent turn is taken to be, and what the judgement is.</summary>
    public IEnumerable<(double Score, bool Positive)> EmpathicTurns => Judged(
        turn => turn.Empathic ?? (turn.Empathy is { } label ? label is "strong" or "weak" : null),
        signal => signal.Empathy![0] + signal.Empathy[1]);

    /// <summary>How polite each judged agent turn is taken to be, and what the judgement is.</summary>
    public IEnumerable<(double Score, bool Positive)> PoliteTurns => Judged(
        turn => turn.Polite ?? (turn.Courtesy is { } label ? label == "courteous" : null),
        signal => signal.Courtesy![0] - signal.Courtesy[2]);

    /// <summary>The reviewer's score, which must be there, and the machine's.</summary>
    public Pair Pair(Criterion criterion) => new(criterion.Score(Labels)!.Value, Predictions[criterion.Name].Score);

    /// <summary>Label and prediction of every turn that carries a label for the question.</summary>
    public IEnumerable<Pair> Pairs(TurnTask task)
    {
        for (var turn = 0; turn < Labels.Turns.Count; turn++)
        {
            if (task.ClassOf(Labels.Turns[turn]) is var label and >= 0)
                yield return new(label, task.Likeliest(Prepared.Signals.Turns[turn]));
        }
    }

    private IEnumerable<(double Score, bool Positive)> Judged(Func<LabelledTurn, bool?> judgement, Func<TurnSignal, double> score)
    {
        for (var turn = 0; turn < Labels.Turns.Count; turn++)
        {
            var signal = Prepared.Signals.Turns[turn];
            if (signal.Empathy is not null && judgement(Labels.Turns[turn]) is { } positive)
                yield return (score(signal), positive);
        }
    }
}
