using CallQA.Engines.Whisper;
using CallQA.Transcription;

namespace CallQA.App.Models;

/// <summary>The speech engine a process was told to use, loaded once.</summary>
internal sealed class SpeechEngine(ITranscriber transcriber, IDisposable? model = null) : IDisposable
{
    /// <summary>Turns audio into a transcript.</summary>
    public ITranscriber Transcriber => transcriber;

    /// <summary>Loads and checks the model. Another engine is put in here: see docs/decisions/0005.</summary>
    /// <exception cref="InputException">The model is missing, damaged or of another format, or does not know the language.</exception>
    public static async Task<SpeechEngine> LoadAsync(EngineSelection selection, CancellationToken cancellationToken) =>
        selection.ReferenceFolder is { } folder
            ? new SpeechEngine(new ReferenceTranscriber(folder))
            : await LoadWhisperAsync(selection, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => model?.Dispose();

    private static async Task<SpeechEngine> LoadWhisperAsync(EngineSelection selection, CancellationToken cancellationToken)
    {
        var manifest = await ModelManifest.ReadAsync(selection.SpeechFolders, cancellationToken);
        var resolved = await manifest.ResolveAsync(selection.WhisperModel, cancellationToken);
        var speech = selection.Speech;
        var options = speech.ToOptions(selection.Language) with
        {
            Prompt = await Vocabulary.PromptAsync(speech.Prompt, speech.Vocabulary, cancellationToken),
        };
        var model = await WhisperModel.LoadAsync(resolved.Path, resolved.Apply(options), cancellationToken);
        return new SpeechEngine(new WhisperTranscriber(model), model);
    }
}
