using CallQA.App.Settings;

namespace CallQA.App.Models;

/// <summary>Which models a process works with.</summary>
/// <param name="ModelsFolder">The folder with <c>whisper</c> and <c>scoring</c>.</param>
/// <param name="WhisperModel">Name of a model or path of a ggml file; null for the default one.</param>
/// <param name="ReferenceFolder">Folder of written transcripts to use instead of listening; null to listen.</param>
/// <param name="Language">Language of calls that name none, ISO 639-1, or <c>auto</c>; null for the model's own.</param>
/// <param name="ScoringModel">Folder of the trained scoring models; null for the shipped ones.</param>
internal sealed record EngineSelection(
    string ModelsFolder,
    string? WhisperModel = null,
    string? ReferenceFolder = null,
    string? Language = null,
    string? ScoringModel = null)
{
    /// <summary>Folders in which speech models are looked for by name.</summary>
    public IReadOnlyList<string> SpeechFolders { get; init; } = [Path.Combine(ModelsFolder, "whisper")];

    /// <summary>How the speech model is run.</summary>
    public SpeechSettings Speech { get; init; } = new();

    /// <summary>Folder of the scoring models that were learnt from reviews; null when none are to be used.</summary>
    public string? LearntFolder { get; init; }

    /// <summary>The folder of the scoring models that the product, or the settings, bring.</summary>
    public string ScoringFolder => ScoringModel ?? ScoringFolders.In(ModelsFolder);
}
