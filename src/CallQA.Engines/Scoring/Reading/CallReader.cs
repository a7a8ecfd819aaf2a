using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Measurement;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Reading;

/// <summary>Reads calls with the trained models. Safe for concurrent use.</summary>
/// <param name="model">The models; they must outlive the reader.</param>
public sealed class CallReader(ScoringModel model) : ICallReader
{
    /// <inheritdoc />
    public string Model => model.Version;

    /// <inheritdoc />
    /// <exception cref="ObjectDisposedException">The models have been disposed of.</exception>
    public CallReading Read(Transcript transcript, ConversationMetrics? metrics)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        var spoken = SpokenLanguage.Of(transcript);
        return LanguageDoubt.Apply(Read(transcript with { Language = spoken.Language }) with { Spoken = spoken }, transcript, spoken);
    }

    /// <summary>Share of the words of a call that the models know, 0–1; numbers do not count.</summary>
    /// <param name="transcript">The call.</param>
    public double KnownShare(Transcript transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        return model.Turns.Known(Dialogue.From(transcript)).Share;
    }

    private CallReading Read(Transcript transcript)
    {
        if (Scorability.Objection(transcript, model.Languages) is { } objection)
            return NotScorable(transcript, objection);
        var dialogue = Dialogue.From(transcript);
        if (Scorability.Objection(dialogue, model.Turns, model.Languages) is { } foreign)
            return NotScorable(transcript, foreign);
        var call = new ReadCall(transcript, model.Prepare(dialogue));
        var scores = new CallScores(
            Score(call, Criterion.Empathy, score => score + 1),
            Score(call, Criterion.Courtesy, score => score + 1),
            Scorability.ObjectionToResolution(transcript) is { } oneSided
                ? Unscored<Resolution>(oneSided)
                : Score(call, Criterion.Resolution, score => (Resolution)score));
        return new(scores, [.. call.Signals.Turns.Select(Labels)], model.Version);
    }

    private CriterionScore<T> Score<T>(ReadCall call, Criterion criterion, Func<int, T> value)
        where T : struct
    {
        var prediction = model.Predict(criterion, call.Prepared);
        var evidence = new EvidenceFinder(model, call).Find(criterion, prediction);
        var reason = ReasonWriter.Write(call, criterion, prediction.Score, evidence);
        return new(value(prediction.Score), prediction.Confidence, reason, evidence, prediction.Unsure || evidence.Count == 0);
    }

    private CallReading NotScorable(Transcript transcript, string reason) =>
        new(Unscored(reason), [.. transcript.Turns.Select((_, turn) => NoLabels(turn))], model.Version);

    private static CallScores Unscored(string reason) => new(Unscored<int>(reason), Unscored<int>(reason), Unscored<Resolution>(reason));

    private static CriterionScore<T> Unscored<T>(string reason)
        where T : struct => new(null, 0, reason, [], NeedsReview: true);

    private static TurnReading NoLabels(int turn) => new(turn, null, null, null, null, null);

    private static TurnReading Labels(TurnSignal signal, int turn) => new(
        turn,
        Label(TurnTask.Empathy, signal),
        Label(TurnTask.Courtesy, signal),
        Label(TurnTask.Act, signal),
        Label(TurnTask.Emotion, signal),
        Label(TurnTask.Outcome, signal));

    private static TurnLabel? Label(TurnTask task, TurnSignal signal)
    {
        if (task.Probabilities(signal) is not { } probabilities)
            return null;
        var likeliest = task.Likeliest(signal);
        return new(task.Labels[likeliest], probabilities[likeliest]);
    }
}

/// <summary>A call being read: its transcript and what the models see of it.</summary>
internal sealed record ReadCall(Transcript Transcript, PreparedCall Prepared)
{
    public Dialogue Dialogue => Prepared.Dialogue;

    public CallSignals Signals => Prepared.Signals;

    public bool German => Dialogue.Language == "de";
}
