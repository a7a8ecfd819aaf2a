using CallQA.Transcription;

namespace CallQA.Measurement;

/// <summary>Finds the agent turn that announced a silence.</summary>
internal sealed class HoldAnnouncements
{
    /// <summary>"Thank you.", "Okay, great.": said between the announcement and the wait, announcing nothing themselves.</summary>
    private const int ShortTurnWords = 4;

    /// <summary>Said later than this after the announcement, a short turn is the return and no longer part of it.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(10);

    // Most calls have no long silence: then nobody has to find out what they are spoken in.
    private readonly Lazy<List<AgentTurn>> agent;

    public HoldAnnouncements(Transcript transcript, IReadOnlySet<int>? known) => agent = new(() => AgentTurns(transcript, known));

    /// <summary>Index of the turn that announced the silence; null when none did.</summary>
    public int? Of(Stretch silence)
    {
        var last = agent.Value.LastOrDefault(turn => turn.Time.Start < silence.Start);
        var said = agent.Value.LastOrDefault(turn => turn.Time.Start < silence.Start && turn is not { Short: true, Announces: false });
        return said is { Announces: true } && (said == last || last!.Time.Start - said.Time.End <= Reach) ? said.Index : null;
    }

    private static List<AgentTurn> AgentTurns(Transcript transcript, IReadOnlySet<int>? known)
    {
        var language = LanguageCode.Of(SpokenLanguage.Of(transcript).Language);
        return [.. transcript.Turns
            .Select((turn, index) => (turn, index))
            .Where(entry => entry.turn.Speaker == Speaker.Agent)
            .OrderBy(entry => entry.turn.Start)
            .Select(entry => new AgentTurn(
                entry.index,
                new Stretch(entry.turn.Start!.Value, entry.turn.End!.Value),
                SpokenText.CountWords(entry.turn.Text) <= ShortTurnWords,
                known?.Contains(entry.index) == true
                    || HoldPhrases.Announcing.IsIn(SpokenText.Normalise(entry.turn.Text), language)))];
    }

    private sealed record AgentTurn(int Index, Stretch Time, bool Short, bool Announces);
}
