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

    /// <summary>Smallest effect worth citing, in log-odds of the score's place on its scale.</summary>
    private const double Smallest = 0.1;

    /// <summary>Smallest effect worth citing when nothing else speaks for the score.</summary>
    private const double SmallestAlone = 0.01;

    /// <summary>Smallest effect beside a stronger one, as a share of it.</summary>
    private const double SmallestShare = 0.2;

    /// <summary>Turns up to this many words are quoted whole.</summary>
    private const int ShortInWords = 30;

    public IReadOnlyList<Evidence> Find(Criterion criterion, Prediction prediction)
    {
        var weighed = Candidates(criterion)
            .Select(turn => Weigh(criterion, prediction, turn))
            .Where(one => !Contradicts(criterion, one))
            .OrderByDescending(one => one.Effect)
            .ThenBy(one => one.Turn)
            .ToList();
        return [.. Choose(weighed, criterion.Direction(prediction.Score))
            .OrderByDescending(one => Math.Abs(one.Contribution))
            .Select(one => Cite(criterion, one))];
    }

    /// <summary>
    /// The strongest turns; where all of them speak against the score given, the last makes room for the strongest that
    /// speaks for it.
    /// </summary>
    private static List<Weighed> Choose(List<Weighed> weighed, int direction)
    {
        var strongest = weighed.Count == 0 ? 0 : weighed[0].Effect;
        var chosen = weighed.Take(MostCited).Where(one => one.Effect >= Math.Max(Smallest, SmallestShare * strongest)).ToList();
        if (direction == 0 || chosen.Any(one => one.Points(direction)))
            return chosen;
        if (weighed.Find(one => one.Points(direction) && one.Effect >= SmallestAlone) is { } supporting)
            chosen = [.. chosen.Take(MostCited - 1), supporting];
        return chosen;
    }

    /// <summary>
    /// The effect is measured in log-odds: where the score is all but certain, no single turn moves the mean by much, and yet
    /// some turns carry it.
    /// </summary>
    private Weighed Weigh(Criterion criterion, Prediction prediction, int turn)
    {
        var without = model.Predict(criterion, call.Prepared.Without(turn, criterion.Name)).Mean;
        var steps = criterion.Labels.Count - 1;
        var effect = Calibration.LogOdds(prediction.Mean / steps) - Calibration.LogOdds(without / steps);
        return new(turn, prediction.Mean - without, Math.Abs(effect));
    }

    /// <summary>
    /// True for a turn whose own label speaks against its effect: such effects come from what moves up when the turn is left
    /// out (a polite greeting "lowers" courtesy), and a reader would rightly not believe them.
    /// </summary>
    private bool Contradicts(Criterion criterion, Weighed one)
    {
        var task = TurnTask.Telling(criterion, call.Dialogue.Turns[one.Turn].Speaker);
        return task.Labels[task.Likeliest(call.Signals.Turns[one.Turn])] switch
        {
            "strong" or "courteous" or "confirms" => one.Points(-1),
            "dismissive" or "discourteous" or "rejects" or "refusing" or "deferring" => one.Points(1),
            _ => false,
        };
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

    private Evidence Cite(Criterion criterion, Weighed cited)
    {
        var turn = call.Transcript.Turns[cited.Turn];
        var text = turn.Text.Trim();
        var quote = Quote(criterion, cited.Turn, text);
        var (start, end) = quote.Times(turn, text.Length);
        return new(cited.Turn, turn.Speaker, quote.Text, start, end, Math.Round(cited.Contribution, 4));
    }

    private Passage Quote(Criterion criterion, int index, string text) =>
        call.Dialogue.Turns[index].Tokens.Count <= ShortInWords
            ? new(0, text)
            : Passages.Of(text).MaxBy(passage => Likeness(criterion, index, passage.Text))!;

    /// <summary>How much a passage alone is what the whole turn is taken to be.</summary>
    private float Likeness(Criterion criterion, int index, string passage)
    {
        var task = TurnTask.Telling(criterion, call.Dialogue.Turns[index].Speaker);
        var label = task.Likeliest(call.Signals.Turns[index]);
        return task.Probabilities(model.Turns.ReadAs(call.Dialogue, index, passage))![label];
    }

    private sealed record Weighed(int Turn, double Contribution, double Effect)
    {
        public bool Points(int direction) => Math.Sign(Contribution) == direction;
    }
}
