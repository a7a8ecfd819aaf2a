using CallQA.Redaction;

namespace CallQA.Transcription;

/// <summary>Who speaks.</summary>
public enum Speaker
{
    /// <summary>Not told apart.</summary>
    Unknown,

    /// <summary>The contact centre's side: the one who is scored.</summary>
    Agent,

    /// <summary>The caller.</summary>
    Customer,
}

/// <summary>One speaker's uninterrupted stretch of speech.</summary>
/// <param name="Speaker">Who speaks.</param>
/// <param name="Text">What is said. Personal data: never logged.</param>
/// <param name="Start">Where it begins in the recording; null when the transcript came without times.</param>
/// <param name="End">Where it ends in the recording; null when the transcript came without times.</param>
/// <param name="Confidence">Mean probability of the recognised tokens, 0–1; null when unknown.</param>
/// <param name="Words">The words of <paramref name="Text"/> in order, inside the turn's times; null when word times are unknown.</param>
public sealed record Turn(
    Speaker Speaker,
    string Text,
    TimeSpan? Start = null,
    TimeSpan? End = null,
    double? Confidence = null,
    IReadOnlyList<Word>? Words = null);

/// <summary>One spoken word, punctuation attached.</summary>
/// <param name="Text">The word as it stands in its turn. Personal data: never logged.</param>
/// <param name="Start">Where it begins in the recording; never before the word before it.</param>
/// <param name="End">Where it ends in the recording, not before <paramref name="Start"/>.</param>
/// <param name="Confidence">Mean probability of its tokens, 0–1.</param>
public sealed record Word(string Text, TimeSpan Start, TimeSpan End, double Confidence);

/// <summary>How a transcript came about.</summary>
/// <param name="Engine">Engine and its version, for example <c>callqa-whisper/2</c> or <c>reference</c>.</param>
/// <param name="Model">Name and content hash of the model file, or null.</param>
/// <param name="Options">The options that shaped the result, in a canonical form usable as a key.</param>
public sealed record TranscriptOrigin(string Engine, string? Model = null, string? Options = null);

/// <summary>The words of one call in the order they began.</summary>
/// <param name="Id">The call's identifier.</param>
/// <param name="Language">ISO 639-1 code.</param>
/// <param name="Turns">Ordered by start where times are known.</param>
/// <param name="Duration">Length of the recording; null when unknown.</param>
/// <param name="Origin">How it came about; null for transcripts that come from elsewhere.</param>
/// <param name="LanguageConfidence">Probability of the language where it was detected, 0–1; null where it was given.</param>
public sealed record Transcript(
    string Id,
    string Language,
    IReadOnlyList<Turn> Turns,
    TimeSpan? Duration = null,
    TranscriptOrigin? Origin = null,
    double? LanguageConfidence = null)
{
    /// <summary>Where personal data was taken out; empty when none was found, null when none was looked for.</summary>
    public IReadOnlyList<RedactedSpan>? Redactions { get; init; }

    /// <summary>From where it was taken over; null for one that was heard or written here.</summary>
    public Provenance? TakenOver { get; init; }

    /// <summary>True when every turn has a start and an end.</summary>
    public bool HasTimes => Turns.Count > 0 && Turns.All(turn => turn is { Start: not null, End: not null });
}
