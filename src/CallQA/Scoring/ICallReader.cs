using CallQA.Measurement;
using CallQA.Transcription;

namespace CallQA.Scoring;

/// <summary>The seam to the trained models, which need ML.NET. Implementations are safe for concurrent use.</summary>
public interface ICallReader
{
    /// <summary>Version of the models, with their content hash.</summary>
    string Model { get; }

    /// <summary>Reads one call.</summary>
    /// <param name="transcript">Any transcript: with or without times, one-sided, even empty (then nothing is scorable, with the reason).</param>
    /// <param name="metrics">Conversation metrics; null when the transcript has no times.</param>
    CallReading Read(Transcript transcript, ConversationMetrics? metrics);
}
