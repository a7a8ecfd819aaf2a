using CallQA.App.Models;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.App.Commands.Transcribe;

/// <summary>What was asked of <c>callqa transcribe</c>.</summary>
/// <param name="Files">The recordings.</param>
/// <param name="Engines">Model and options.</param>
/// <param name="Channels">Who is on which channel; empty to find out.</param>
/// <param name="WordTimes">Whether the words are written with their times.</param>
/// <param name="Writer">Form of the transcripts.</param>
/// <param name="Output">Folder to write to; null for standard output.</param>
/// <param name="Raw">How recordings without header are coded.</param>
internal sealed record TranscribeOptions(
    IReadOnlyList<string> Files,
    EngineSelection Engines,
    IReadOnlyList<Speaker> Channels,
    bool WordTimes,
    TranscriptWriter Writer,
    string? Output,
    RawFormat? Raw = null);
