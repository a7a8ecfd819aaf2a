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
    float[]? Outcome = null);

/// <summary>The turn models' view of a whole call.</summary>
internal sealed record CallSignals(string Language, IReadOnlyList<TurnSignal> Turns)
{
    public IReadOnlyList<TurnSignal> Agent => [.. Turns.Where(turn => turn.Speaker == Speaker.Agent)];

    public IReadOnlyList<TurnSignal> Customer => [.. Turns.Where(turn => turn.Speaker == Speaker.Customer)];
}
