using CallQA.Recordings;

namespace CallQA.Transcription;

/// <summary>
/// The seam behind which a speech engine stands: the model runs in a native runtime, and another engine may take its place.
/// Implementations are safe for concurrent use.
/// </summary>
public interface ITranscriber
{
    /// <summary>Engine, model hash and options: two transcribers of equal origin give equal transcripts of equal audio.</summary>
    TranscriptOrigin Origin { get; }

    /// <summary>Turns speech into words, channel by channel, merged into turns ordered by time.</summary>
    /// <param name="request">The audio and who is on which channel.</param>
    /// <param name="progress">Told the share done, 0–1; may be null.</param>
    /// <param name="cancellationToken">Stops the work at the next window.</param>
    /// <returns>A transcript whose times all lie inside the recording; no turns where nobody speaks.</returns>
    Task<Transcript> TranscribeAsync(
        TranscriptionRequest request,
        IProgress<double>? progress,
        CancellationToken cancellationToken);
}

/// <summary>One recording to be transcribed.</summary>
/// <param name="CallId">Becomes the transcript's identifier.</param>
/// <param name="Audio">The decoded recording, any sample rate from 4 to 192 kHz.</param>
/// <param name="Channels">Who is on each channel, first channel first; as long as the audio has channels.</param>
/// <param name="Language">ISO 639-1 code, or null for the model's own language.</param>
public sealed record TranscriptionRequest(
    string CallId,
    AudioClip Audio,
    IReadOnlyList<Speaker> Channels,
    string? Language);
