using CallQA.Transcription;

namespace CallQA.Measurement;

/// <summary>Finds the agent turn that announced a silence.</summary>
internal sealed class HoldAnnouncements
{
    /// <summary>"Thank you.", "Okay, great.": said between the announcement and the wait, announcing nothing themselves.</summary>
    private const int ShortTurnWords = 4;

    private readonly List<AgentTurn> agent;

    public HoldAnnouncements(Transcript transcript, IReadOnlySet<int>? known)
    {
        var language = LanguageCode.Of(transcript.Language);
        agent = [.. transcript.Turns
            .Select((turn, index) => (turn, index))
            .Where(entry => entry.turn.Speaker == Speaker.Agent)
            .OrderBy(entry => entry.turn.Start)
            .Select(entry => new AgentTurn(
                entry.index,
                entry.turn.Start!.Value,
                SpokenText.CountWords(entry.turn.Text) <= ShortTurnWords,
                known?.Contains(entry.index) == true
                    || HoldPhrases.Announcing.IsIn(SpokenText.Normalise(entry.turn.Text), language)))];
    }

    /// <summary>Index of the turn that announced the silence; null when none did.</summary>
    public int? Of(Stretch silence)
    {
        var before = agent.Where(turn => turn.Start < silence.Start).Reverse().ToList();
        var said = before.SkipWhile(turn => turn is { Short: true, Announces: false }).FirstOrDefault();
        return said is { Announces: true } ? said.Index : null;
    }

    private sealed record AgentTurn(int Index, TimeSpan Start, bool Short, bool Announces);
}
