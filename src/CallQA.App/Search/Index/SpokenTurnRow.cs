using CallQA.Transcription;

namespace CallQA.App.Search.Index;

/// <summary>One turn as search finds it: with the last correction, and the customer's emotion where the models hear one.</summary>
internal sealed class SpokenTurnRow
{
    /// <summary>See <see cref="CallKey"/>.</summary>
    public required long Key { get; init; }

    public required long CallKey { get; init; }

    public required Speaker Speaker { get; init; }

    public long? StartTicks { get; init; }

    /// <summary>ISO 639-1: says how the database cuts words to their stems.</summary>
    public required string Language { get; init; }

    public required string Text { get; set; }

    public string? Emotion { get; set; }
}
