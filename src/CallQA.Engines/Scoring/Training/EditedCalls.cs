using CallQA.Engines.Scoring.Corpus;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Training;

/// <summary>
/// Copies of labelled calls, edited so that the rubric says what becomes of the score: stock apologies never make a call
/// empathic, an insult makes any call impolite. The corpus alone does not teach it, as its people talk sensibly.
/// </summary>
internal static class EditedCalls
{
    /// <summary>What stands in the identifier of a copy, behind that of the call, and in no identifier of a corpus.</summary>
    public const string Mark = "+";

    private const int Formulaic = 3;
    private const int Curt = 2;
    private const int Rude = 1;
    private const int ApologiesAtOnce = 10;

    /// <summary>One call in this many has copies: more of them taught the models to expect the worst of everybody.</summary>
    private const int OneIn = 4;

    /// <summary>Identifier of the call that an edited one was made from; any other identifier as it is.</summary>
    public static ReadOnlySpan<char> OriginalId(string id) =>
        id.IndexOf(Mark, StringComparison.Ordinal) is var mark and >= 0 ? id.AsSpan(0, mark) : id;

    /// <summary>The edited copies of a call. Only the edited turns carry labels, only the criterion at stake a score.</summary>
    public static IEnumerable<LabelledConversation> Of(LabelledConversation call)
    {
        if (call.Kind != ConversationKind.Call || Chance(call.Id, 3) % OneIn != 0 || !call.Turns.Any(IsAgent))
            yield break;
        if (call.Empathy <= Formulaic)
            yield return WithApologies(call);
        yield return WithInsult(call);
    }

    /// <summary>True for the half of the copies that the call models learn from; the turn models learn from all.</summary>
    public static bool TeachesScores(string id) => Chance(id, 4) % 2 == 0;

    private static LabelledConversation WithApologies(LabelledConversation call)
    {
        var chance = Chance(call.Id, 1);
        var phrases = StockPhrases.Apologies(call.Language);
        var chosen = AgentTurn(call, chance);
        var everyTurn = chance % 3 != 0;
        return call with
        {
            Id = call.Id + Mark + "apologies",
            Empathy = call.Empathy == 1 ? 1 : Formulaic,
            Courtesy = null,
            Resolution = null,
            Turns = [.. call.Turns.Select(Apologise)],
        };

        LabelledTurn Apologise(LabelledTurn turn, int index)
        {
            var label = index == chosen && turn.Empathy is "none" or "weak" ? "weak" : null;
            if (!IsAgent(turn) || (!everyTurn && index != chosen))
                return new(turn.Speaker, turn.Text);
            var words = everyTurn
                ? phrases[(chance + index) % phrases.Count]
                : string.Join(' ', Enumerable.Range(0, ApologiesAtOnce).Select(time => phrases[(chance + (time % 3)) % phrases.Count]));
            return new(turn.Speaker, chance % 2 == 0 ? turn.Text + " " + words : words + " " + turn.Text, Empathy: label);
        }
    }

    private static LabelledConversation WithInsult(LabelledConversation call)
    {
        var chance = Chance(call.Id, 2);
        var phrases = StockPhrases.Insults(call.Language);
        var insult = phrases[chance % phrases.Count];
        var chosen = AgentTurn(call, chance);
        return call with
        {
            Id = call.Id + Mark + "insult",
            Empathy = null,
            Courtesy = call.Courtesy <= Curt ? Rude : Curt,
            Resolution = null,
            Turns = [.. call.Turns.Select((turn, index) => index == chosen
                ? new LabelledTurn(turn.Speaker, turn.Text + " " + insult, Courtesy: "discourteous")
                : new LabelledTurn(turn.Speaker, turn.Text))],
        };
    }

    private static bool IsAgent(LabelledTurn turn) => turn.Speaker == Speaker.Agent;

    private static int AgentTurn(LabelledConversation call, int chance)
    {
        var turns = Enumerable.Range(0, call.Turns.Count).Where(turn => IsAgent(call.Turns[turn])).ToList();
        return turns[chance / 7 % turns.Count];
    }

    /// <summary>A number that the identifier decides, so that every training makes the same copies.</summary>
    private static int Chance(string id, int salt) => (int)(StableHash.Of(id + Mark + salt) >> 8);
}
