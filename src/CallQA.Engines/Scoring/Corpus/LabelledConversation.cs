using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Corpus;

/// <summary>Which part of the fixed split a conversation belongs to.</summary>
public enum CorpusPart
{
    /// <summary>Models are fitted on it.</summary>
    Train,

    /// <summary>Thresholds and confidence are tuned on it.</summary>
    Validation,

    /// <summary>Quality is reported on it; never trained on.</summary>
    Test,
}

/// <summary>What was labelled.</summary>
public enum ConversationKind
{
    /// <summary>A whole call with its three scores and a label on every turn.</summary>
    Call,

    /// <summary>A customer's turn and the agent's reply; only the reply carries agent labels.</summary>
    Exchange,

    /// <summary>The last turns of a call with its resolution.</summary>
    Ending,
}

/// <summary>One labelled turn; a label is null where the corpus carries none.</summary>
/// <param name="Speaker">Who speaks.</param>
/// <param name="Text">The words.</param>
/// <param name="Empathy">Agent: <c>strong</c>, <c>weak</c>, <c>none</c> or <c>dismissive</c>.</param>
/// <param name="Courtesy">Agent: <c>courteous</c>, <c>neutral</c> or <c>discourteous</c>.</param>
/// <param name="Act">Agent: the main dialogue act.</param>
/// <param name="Emotion">Customer: the emotion.</param>
/// <param name="Outcome">Customer: <c>confirms</c>, <c>rejects</c> or <c>none</c>.</param>
/// <param name="Empathic">Agent: whether it shows empathy, in conversations labelled by others than our rubric.</param>
/// <param name="Polite">Agent: whether it is polite, in conversations labelled by others than our rubric.</param>
public sealed record LabelledTurn(
    Speaker Speaker,
    string Text,
    string? Empathy = null,
    string? Courtesy = null,
    string? Act = null,
    string? Emotion = null,
    string? Outcome = null,
    bool? Empathic = null,
    bool? Polite = null);

/// <summary>A labelled call, exchange or ending.</summary>
/// <param name="Id">Identifier, unique in the corpus.</param>
/// <param name="Language">ISO 639-1 code.</param>
/// <param name="Kind">What was labelled.</param>
/// <param name="Part">Its part of the fixed split.</param>
/// <param name="Source">Name of the file it comes from, without extension.</param>
/// <param name="Turns">The turns in order.</param>
/// <param name="Empathy">1–5; null unless a whole call.</param>
/// <param name="Courtesy">1–5; null unless a whole call.</param>
/// <param name="Resolution">Null for exchanges.</param>
/// <param name="Success">Whether the matter was settled, in conversations labelled by others than our rubric.</param>
public sealed record LabelledConversation(
    string Id,
    string Language,
    ConversationKind Kind,
    CorpusPart Part,
    string Source,
    IReadOnlyList<LabelledTurn> Turns,
    int? Empathy = null,
    int? Courtesy = null,
    Resolution? Resolution = null,
    bool? Success = null)
{
    /// <summary>The conversation as a transcript without times.</summary>
    public Transcript ToTranscript() =>
        new(Id, Language, [.. Turns.Select(turn => new Turn(turn.Speaker, turn.Text))]);
}

/// <summary>A corpus as read from disk.</summary>
/// <param name="Conversations">All conversations, ordered by file and line.</param>
/// <param name="Hash">SHA-256 over the names and contents of the files read, lower-case hexadecimal.</param>
public sealed record LabelledCorpus(IReadOnlyList<LabelledConversation> Conversations, string Hash)
{
    /// <summary>The conversations of one part of the split.</summary>
    /// <param name="part">The part.</param>
    public IReadOnlyList<LabelledConversation> Of(CorpusPart part) =>
        [.. Conversations.Where(conversation => conversation.Part == part)];
}
