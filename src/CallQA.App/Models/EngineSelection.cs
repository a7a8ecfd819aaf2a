namespace CallQA.App.Models;

/// <summary>Which models a process works with.</summary>
/// <param name="ModelsFolder">The folder with <c>whisper</c> and <c>scoring</c>.</param>
/// <param name="WhisperModel">Name in the manifest or path of a ggml file; null for the shipped one.</param>
/// <param name="ReferenceFolder">Folder of written transcripts to use instead of listening; null to listen.</param>
/// <param name="Language">Language of calls that name none, ISO 639-1.</param>
/// <param name="Threads">Threads of the speech engine; null for the default.</param>
/// <param name="ScoringModel">Folder of the trained scoring models; null for the shipped ones.</param>
internal sealed record EngineSelection(
    string ModelsFolder,
    string? WhisperModel = null,
    string? ReferenceFolder = null,
    string Language = "en",
    int? Threads = null,
    string? ScoringModel = null)
{
    /// <summary>The folder of the scoring models.</summary>
    public string ScoringFolder => ScoringModel ?? ScoringFolders.In(ModelsFolder);
}
