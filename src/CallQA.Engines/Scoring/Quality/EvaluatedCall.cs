using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Reading;
using CallQA.Measurement;
using CallQA.Scoring;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>A labelled call with what the models say about it.</summary>
internal sealed record EvaluatedCall(
    LabelledConversation Labels, PreparedCall Prepared, IReadOnlyDictionary<string, Prediction> Predictions)
{
    private static readonly Received Plain = new(Scorable: true, NeedsReview: false);

    /// <summary>What becomes of the scores in the product, by criterion; what is not there is scored and not sent to a person.</summary>
    private IReadOnlyDictionary<string, Received> Product { get; init; } = new Dictionary<string, Received>();

    /// <summary>Scores a call as the product does: in the language that is spoken, with its reasons to leave a score out or to a person.</summary>
    public static EvaluatedCall Of(ScoringModel model, LabelledConversation labels)
    {
        var transcript = labels.ToTranscript();
        var scores = new CallReader(model).Read(transcript, metrics: null).Scores;
        var spoken = Dialogue.LanguageOf(SpokenLanguage.Of(transcript).Language);
        var prepared = model.Prepare(Dialogue.From(model.Languages.Contains(spoken) ? labels with { Language = spoken } : labels));
        return new(labels, prepared, Criterion.All.ToDictionary(one => one.Name, one => model.Predict(one, prepared)))
        {
            Product = new Dictionary<string, Received>
            {
                [Criterion.Empathy.Name] = Received.Of(scores.Empathy),
                [Criterion.Courtesy.Name] = Received.Of(scores.Courtesy),
                [Criterion.Resolution.Name] = Received.Of(scores.Resolution),
            },
        };
    }

    /// <summary>True where the product gives a score.</summary>
    public bool IsScorable(Criterion criterion) => Product.GetValueOrDefault(criterion.Name, Plain).Scorable;

    /// <summary>True where the product sends the score to a person.</summary>
    public bool NeedsReview(Criterion criterion) => Product.GetValueOrDefault(criterion.Name, Plain).NeedsReview;

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

    private sealed record Received(bool Scorable, bool NeedsReview)
    {
        public static Received Of<T>(CriterionScore<T> score)
            where T : struct => new(score.Score is not null, score.NeedsReview);
    }
}
