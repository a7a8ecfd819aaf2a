using CallQA.App.Coaching.Examples;
using CallQA.App.Search.Index;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Transcription;

namespace CallQA.App.Learning;

/// <summary>
/// What trainers say of moments, as labels of the turns they lie in. A moment teaches only where it holds one turn of the agent, so that it is
/// certain which one is meant, and where more trainers say one thing than the other.
/// </summary>
internal static class TrainerLabels
{
    // What each verdict says of a turn; where it leaves several labels open, it says nothing.
    private static readonly Dictionary<(string Topic, bool Good, bool Confirmed), Func<LabelledTurn, LabelledTurn>> Meanings = new()
    {
        [("skill:acknowledge", true, true)] = turn => turn with { Empathy = "strong" },
        [("skill:acknowledge", true, false)] = turn => turn with { Empathy = "none" },
        [("skill:acknowledge", false, true)] = turn => turn with { Empathy = "none" },
        [("skill:courtesy", true, true)] = turn => turn with { Courtesy = "courteous" },
        [("skill:courtesy", true, false)] = turn => turn with { Courtesy = "neutral" },
        [("skill:courtesy", false, true)] = turn => turn with { Courtesy = "discourteous" },
        [("skill:courtesy", false, false)] = turn => turn with { Courtesy = "neutral" },
        [("skill:commit", true, true)] = turn => turn with { Act = "committing" },
        [("skill:explain-hold", true, true)] = turn => turn with { Act = "hold" },
    };

    /// <summary>The turns of a call with what trainers say of them.</summary>
    public static IReadOnlyList<LabelledTurn> On(IReadOnlyList<SpokenTurnRow> turns, IReadOnlyList<ExampleVerdictRow> verdicts)
    {
        var labelled = turns.Select(turn => new LabelledTurn(turn.Speaker, turn.Text)).ToArray();
        foreach (var moment in verdicts.GroupBy(row => (row.Topic, row.Good, row.StartTicks, row.EndTicks)).OrderBy(group => group.Key))
        {
            var votes = moment.Sum(row => row.Confirmed ? 1 : -1);
            if (votes == 0 || !Meanings.TryGetValue((moment.Key.Topic, moment.Key.Good, votes > 0), out var label)) continue;
            var inside = Enumerable.Range(0, turns.Count).Where(turn => turns[turn].Speaker == Speaker.Agent && Holds(turns, turn, moment.Key.StartTicks, moment.Key.EndTicks)).ToList();
            if (inside is [var only]) labelled[only] = label(labelled[only]);
        }

        return labelled;
    }

    /// <summary>The first labelled turn with the customer's before it; null where no turn is labelled.</summary>
    public static LabelledConversation? Exchange(string id, string language, IReadOnlyList<LabelledTurn> turns)
    {
        var place = turns.ToList().FindIndex(turn => turn is not { Empathy: null, Courtesy: null, Act: null });
        if (place < 0) return null;
        var before = place > 0 && turns[place - 1].Speaker == Speaker.Customer ? 1 : 0;
        return new(id, language, ConversationKind.Exchange, CorpusPart.Train, ReviewLines.Source, [.. turns.Skip(place - before).Take(before + 1)]);
    }

    // A passage may begin within a turn: a turn lasts until the next one begins.
    private static bool Holds(IReadOnlyList<SpokenTurnRow> turns, int turn, long start, long end) =>
        turns[turn].StartTicks is { } begun && begun < end
        && (turn + 1 == turns.Count || turns[turn + 1].StartTicks is not { } next || next > start);
}
