namespace CallQA.Transcription;

/// <summary>What could be read of a file of transcripts.</summary>
/// <param name="Transcripts">The transcripts, in the file's order.</param>
/// <param name="Refused">Why others were not read, each with its place in the file.</param>
public sealed record TranscriptFile(IReadOnlyList<Transcript> Transcripts, IReadOnlyList<TranscriptFormatException> Refused);
