using CallQA.Engines.Whisper;
using CallQA.Transcription;

namespace CallQA.App.Models;

/// <summary>Refuses calls in a language that the model was not trained for before the engine puts down words that nobody said.</summary>
internal sealed class LanguageCheck(ITranscriber engine, ModelEntry entry) : ITranscriber
{
    public TranscriptOrigin Origin => engine.Origin;

    public Task<Transcript> TranscribeAsync(TranscriptionRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        entry.CheckLanguage(request.Language);
        return engine.TranscribeAsync(request, progress, cancellationToken);
    }
}
