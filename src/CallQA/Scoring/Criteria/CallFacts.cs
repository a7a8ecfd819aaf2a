using CallQA.Measurement;
using CallQA.Transcription;

namespace CallQA.Scoring.Criteria;

/// <summary>Everything known about one call, prepared once for all rules.</summary>
internal sealed class CallFacts
{
    public CallFacts(Transcript transcript, ConversationMetrics? metrics, CallReading reading)
    {
        Transcript = transcript;
        Metrics = metrics;
        Scores = reading.Scores;
        Language = LanguageCode.Of(transcript.Language);
        var readings = reading.Turns.ToDictionary(turn => turn.Turn);
        Turns = [.. transcript.Turns.Select((turn, index) =>
            new SpokenTurn(index, turn, SpokenText.Normalise(turn.Text), readings.GetValueOrDefault(index)))];
        Agent = [.. Turns.Where(turn => turn.Turn.Speaker == Speaker.Agent)];
        Customer = [.. Turns.Where(turn => turn.Turn.Speaker == Speaker.Customer)];
        Holds = HoldScene.FindAll(this);
    }

    public Transcript Transcript { get; }

    /// <summary>Bare ISO 639-1 code.</summary>
    public string Language { get; }

    /// <summary>Null for transcripts without times.</summary>
    public ConversationMetrics? Metrics { get; }

    public CallScores Scores { get; }

    public IReadOnlyList<SpokenTurn> Turns { get; }

    public IReadOnlyList<SpokenTurn> Agent { get; }

    public IReadOnlyList<SpokenTurn> Customer { get; }

    public IReadOnlyList<HoldScene> Holds { get; }

    /// <summary>The customer's turns with a negative emotion.</summary>
    public IEnumerable<SpokenTurn> Upset => Customer.Where(turn => turn.HasEmotion("frustrated", "angry", "worried", "sad"));

    /// <summary>The agent's first turns.</summary>
    public IReadOnlyList<SpokenTurn> Opening(double turns) => [.. Agent.Take((int)turns)];

    /// <summary>The agent's last turns. The very first is none of them, so that a short call's greeting is not its farewell.</summary>
    public IReadOnlyList<SpokenTurn> Ending(double turns) => [.. Agent.Skip(Agent.Count > 1 ? 1 : 0).TakeLast((int)turns)];

    /// <summary>How well the turns were heard: mean recogniser confidence, 1 where unknown.</summary>
    public static double Hearing(IReadOnlyList<SpokenTurn> turns) =>
        turns.Count == 0 ? 1 : turns.Average(turn => turn.Turn.Confidence ?? 1);
}
