using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Reading;

/// <summary>
/// Finds the turns behind a score by leaving each out: a turn's contribution is how far the mean score falls (or, below
/// zero, rises) without it.
/// </summary>
internal sealed class EvidenceFinder(ScoringModel model, ReadCall call)
{
    private const int MostCited = 4;

    /// <summary>Turns weighed; in longer calls the least telling ones are not tried.</summary>
    private const int MostTried = 40;

    /// <summary>Smallest contribution worth citing, in steps of the score.</summary>
    private const double Smallest = 0.02;

    /// <summary>Smallest contribution beside a stronger one, as a share of it.</summary>
    private const double SmallestShare = 0.2;

    public IReadOnlyList<Evidence> Find(Criterion criterion, Prediction prediction)
    {
        var weighed = Candidates(criterion)
            .Select(turn => (Turn: turn, Contribution: prediction.Mean - model.Predict(criterion, call.Signals.Without(turn)).Mean))
            .OrderByDescending(entry => Math.Abs(entry.Contribution))
            .ThenBy(entry => entry.Turn)
            .Take(MostCited)
            .ToList();
        return [.. weighed
            .Where(entry => Math.Abs(entry.Contribution) >= Math.Max(Smallest, SmallestShare * Math.Abs(weighed[0].Contribution)))
            .Select(entry => Cite(criterion, entry.Turn, entry.Contribution))];
    }

    private IEnumerable<int> Candidates(Criterion criterion)
    {
        var turns = Enumerable.Range(0, call.Signals.Turns.Count)
            .Where(turn => call.Dialogue.Turns[turn].Tokens.Count > 0 && IsScored(criterion, call.Signals.Turns[turn].Speaker))
            .ToList();
        return criterion == Criterion.Resolution
            ? turns.TakeLast(MostTried)
            : turns.OrderBy(turn => Plainness(criterion, call.Signals.Turns[turn])).Take(MostTried);
    }

    /// <summary>Only the agent is scored; whether the matter is settled, both say.</summary>
    private static bool IsScored(Criterion criterion, Speaker speaker) =>
        speaker == Speaker.Agent || (speaker == Speaker.Customer && criterion == Criterion.Resolution);

    private static float Plainness(Criterion criterion, TurnSignal turn) =>
        criterion == Criterion.Empathy ? turn.Empathy![2] : turn.Courtesy![1];

    private Evidence Cite(Criterion criterion, int index, double contribution)
    {
        var turn = call.Transcript.Turns[index];
        var passages = Passages.Of(turn.Text);
        var quote = passages.Count == 1 ? passages[0] : passages.MaxBy(passage => Likeness(criterion, index, passage))!;
        return new(index, turn.Speaker, quote, turn.Start, turn.End, Math.Round(contribution, 4));
    }

    /// <summary>How much a passage alone is what the whole turn is taken to be.</summary>
    private float Likeness(Criterion criterion, int index, string passage)
    {
        var task = TurnTask.Telling(criterion, call.Dialogue.Turns[index].Speaker);
        var label = task.Likeliest(call.Signals.Turns[index]);
        return task.Probabilities(model.Turns.ReadAs(call.Dialogue, index, passage))![label];
    }
}
