using CallQA.Measurement;
using CallQA.Transcription;

namespace CallQA.Scoring.Criteria;

/// <summary>A turn as rules look at it.</summary>
/// <param name="Index">Index in the transcript.</param>
/// <param name="Turn">The turn.</param>
/// <param name="Words">Its words, normalised.</param>
/// <param name="Reading">What the classifiers take it to be; null without.</param>
internal sealed record SpokenTurn(int Index, Turn Turn, string Words, TurnReading? Reading)
{
    private const double Likely = 0.5;

    public bool HasAct(params ReadOnlySpan<string> acts) => Has(Reading?.Act, acts);

    public bool HasEmotion(params ReadOnlySpan<string> emotions) => Has(Reading?.Emotion, emotions);

    public bool HasEmpathy(params ReadOnlySpan<string> empathy) => Has(Reading?.Empathy, empathy);

    public bool HasOutcome(params ReadOnlySpan<string> outcomes) => Has(Reading?.Outcome, outcomes);

    public bool Says(PhraseSet phrases, string language) => phrases.IsIn(Words, language);

    private static bool Has(TurnLabel? label, ReadOnlySpan<string> wanted) =>
        label is { Probability: >= Likely } && wanted.Contains(label.Label);
}
