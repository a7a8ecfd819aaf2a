using CallQA.Engines.Scoring.Corpus;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Features;

/// <summary>One turn, split into words and looked up in the lexicon once.</summary>
internal sealed record DialogueTurn(Speaker Speaker, IReadOnlyList<string> Tokens, IReadOnlyDictionary<string, int> Groups);

/// <summary>A conversation prepared for the models.</summary>
/// <param name="Language">ISO 639-1 code.</param>
/// <param name="Turns">The turns in order.</param>
/// <param name="HasStart">True when the first turn is the beginning of the call.</param>
/// <param name="HasEnd">True when the last turn is the end of the call.</param>
internal sealed record Dialogue(string Language, IReadOnlyList<DialogueTurn> Turns, bool HasStart, bool HasEnd)
{
    public static Dialogue From(Transcript transcript)
    {
        var language = LanguageOf(transcript.Language);
        return new(language, [.. transcript.Turns.Select(turn => Prepare(language, turn.Speaker, turn.Text))], true, true);
    }

    public static Dialogue From(LabelledConversation conversation) => From(conversation.ToTranscript()) with
    {
        HasStart = conversation.Kind == ConversationKind.Call,
        HasEnd = conversation.Kind != ConversationKind.Exchange,
    };

    /// <summary>The conversation with other words in one turn.</summary>
    public Dialogue With(int turn, string text) =>
        this with { Turns = [.. Turns.Select((one, index) => index == turn ? Prepare(Language, one.Speaker, text) : one)] };

    /// <summary>The language without its region, lower case: <c>en-GB</c> is <c>en</c>.</summary>
    public static string LanguageOf(string tag) => tag.Split('-', '_')[0].ToLowerInvariant();

    /// <summary>Index of the nearest turn of the other speaker before this one, or −1.</summary>
    public int PreviousOf(Speaker speaker, int before)
    {
        for (var turn = before - 1; turn >= 0; turn--)
        {
            if (Turns[turn].Speaker == speaker)
                return turn;
        }

        return -1;
    }

    private static DialogueTurn Prepare(string language, Speaker speaker, string text)
    {
        var tokens = Tokens.Of(text);
        return new(speaker, tokens, Lexicon.Of(language).Count(tokens));
    }
}
