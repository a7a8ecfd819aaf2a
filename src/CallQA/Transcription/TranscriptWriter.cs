using CallQA.Recordings;

namespace CallQA.Transcription;

/// <summary>Writes transcripts in one file format. Safe for concurrent use.</summary>
public abstract class TranscriptWriter
{
    private static readonly TranscriptWriter[] Writers =
        [new JsonTranscriptWriter(), new TextTranscriptWriter(), new WebVttTranscriptWriter(), new SubRipTranscriptWriter()];

    /// <summary>Names of all formats: <c>json</c>, <c>txt</c>, <c>vtt</c>, <c>srt</c>.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. Writers.Select(writer => writer.Name)];

    /// <summary>Name of the format, which is also the file name's extension.</summary>
    public abstract string Name { get; }

    /// <summary>The writer of a format.</summary>
    /// <param name="format">One of <see cref="Formats"/>, in any case.</param>
    /// <exception cref="InputException">There is no such format (<see cref="InputFault.Settings"/>).</exception>
    public static TranscriptWriter For(string format) =>
        Array.Find(Writers, writer => writer.Name.Equals(format, StringComparison.OrdinalIgnoreCase))
        ?? throw new InputException(InputFault.Settings, $"There is no transcript format '{format}'; choose one of {string.Join(", ", Formats)}.");

    /// <summary>The whole content of a transcript's file, lines ended by line feeds.</summary>
    /// <param name="transcript">The transcript.</param>
    /// <exception cref="TranscriptFormatException">The format needs times and the transcript has none.</exception>
    public abstract string Write(Transcript transcript);

    /// <summary>Writes a transcript's file in UTF-8, whole or not at all.</summary>
    /// <param name="transcript">The transcript.</param>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="TranscriptFormatException">The format needs times and the transcript has none.</exception>
    /// <exception cref="InputException">The file cannot be written (<see cref="InputFault.Unreadable"/>).</exception>
    public Task WriteFileAsync(Transcript transcript, string path, CancellationToken cancellationToken) =>
        AtomicFile.WriteTextAsync(path, Write(transcript), cancellationToken);

    /// <summary>The turns with their times.</summary>
    /// <exception cref="TranscriptFormatException">A turn has none.</exception>
    private protected IEnumerable<(Turn Turn, TimeSpan Start, TimeSpan End)> TimedTurns(Transcript transcript) =>
        transcript.Turns.Select((turn, index) => turn is { Start: { } start, End: { } end }
            ? (turn, start, end)
            : throw new TranscriptFormatException($"Turn {index + 1} of the transcript '{transcript.Id}' has no times, which {Name} files need; write it as json or txt."));

    /// <summary>What is said on one line.</summary>
    private protected static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
