namespace CallQA.Transcription;

/// <summary>
/// Finds out from what is said who is the agent: greeting, offers, questions and announcements of the one side, concerns,
/// answers and complaints of the other. Where the words do not settle it, nobody is named.
/// </summary>
public static class SpeakerRoles
{
    /// <summary>Probability at which a pair of roles is believed.</summary>
    private const double Certain = 0.9;

    /// <summary>Names the speakers of turns whose speaker is unknown, when there are two voices and the words settle it.</summary>
    /// <param name="turns">All turns of a call in order.</param>
    /// <param name="language">ISO 639-1 code; roles are found in English and German.</param>
    /// <returns>The turns in the same order; those of known speakers are untouched.</returns>
    public static IReadOnlyList<Turn> Assign(IReadOnlyList<VoicedTurn> turns, string language)
    {
        var roles = Find(turns, language);
        return [.. turns.Select(voiced => roles.TryGetValue(voiced.Voice, out var role) ? voiced.Turn with { Speaker = role } : voiced.Turn)];
    }

    /// <summary>Roles by number of voice; none where they are not certain, or where any speaker is known.</summary>
    /// <param name="turns">All turns of a call in order.</param>
    /// <param name="language">ISO 639-1 code.</param>
    public static IReadOnlyDictionary<int, Speaker> Find(IReadOnlyList<VoicedTurn> turns, string language)
    {
        var voices = turns.Select(voiced => voiced.Voice).Distinct().Order().ToList();
        if (voices.Count != 2 || turns.Any(voiced => voiced.Turn.Speaker != Speaker.Unknown))
            return new Dictionary<int, Speaker>();
        var first = ProbabilityOfAgent(turns, voices[0], language);
        return Math.Max(first, 1 - first) < Certain
            ? new Dictionary<int, Speaker>()
            : new Dictionary<int, Speaker>
            {
                [voices[0]] = first > 0.5 ? Speaker.Agent : Speaker.Customer,
                [voices[1]] = first > 0.5 ? Speaker.Customer : Speaker.Agent,
            };
    }

    /// <summary>Probability that a voice is the agent's and the other one the customer's; 0.5 in languages without cues.</summary>
    /// <param name="turns">All turns of a call in order, of two voices.</param>
    /// <param name="voice">The voice in question.</param>
    /// <param name="language">ISO 639-1 code.</param>
    public static double ProbabilityOfAgent(IReadOnlyList<VoicedTurn> turns, int voice, string language) =>
        RoleCues.Of(language) is not { } cues || turns.Count == 0
            ? 0.5
            : cues.Probability(
                [.. turns.Where(turn => turn.Voice == voice).Select(turn => turn.Turn.Text)],
                [.. turns.Where(turn => turn.Voice != voice).Select(turn => turn.Turn.Text)],
                turns[0].Voice == voice);
}
