namespace CallQA.Transcription;

/// <summary>
/// Answers with written transcripts instead of listening, so that scores and reports can be judged apart from the hearing.
/// Looks for <c>&lt;call&gt;.reference.json</c> in one folder.
/// </summary>
/// <param name="folder">The folder of the reference transcripts.</param>
public sealed class ReferenceTranscriber(string folder) : ITranscriber
{
    /// <inheritdoc />
    public TranscriptOrigin Origin { get; } = new("reference");

    /// <inheritdoc />
    /// <exception cref="InputException">There is no reference transcript of this call, or it is not valid.</exception>
    public async Task<Transcript> TranscribeAsync(
        TranscriptionRequest request,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, request.CallId + ".reference.json");
        if (!File.Exists(path))
        {
            throw new InputException(
                InputFault.Transcript,
                $"There is no reference transcript for call '{request.CallId}': expected {path}; write it or transcribe with a model instead.");
        }

        var transcripts = await TranscriptReader.ReadAsync(path, cancellationToken, request.Language ?? "en");
        progress?.Report(1);
        return transcripts[0] with { Id = request.CallId, Duration = request.Audio.Duration, Origin = Origin };
    }
}
