using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper;
using CallQA.Transcription;

namespace CallQA.App.Models;

/// <summary>The speech engine a process was told to use, loaded once.</summary>
internal sealed class SpeechEngine(ITranscriber transcriber, params IReadOnlyList<IDisposable> models) : IDisposable
{
    /// <summary>Turns audio into a transcript.</summary>
    public ITranscriber Transcriber => transcriber;

    /// <summary>Loads and checks the engine.</summary>
    /// <exception cref="InputException">The model is missing, damaged or of another format, or does not know the language.</exception>
    public static async Task<SpeechEngine> LoadAsync(EngineSelection selection, CancellationToken cancellationToken)
    {
        // Another engine takes one line here: docs/decisions/0005-other-speech-engines.md shows one.
        if (selection.ReferenceFolder is { } folder) return new SpeechEngine(new ReferenceTranscriber(folder));
        return await LoadWhisperAsync(selection, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var model in models)
            model.Dispose();
    }

    private static async Task<SpeechEngine> LoadWhisperAsync(EngineSelection selection, CancellationToken cancellationToken)
    {
        var manifest = await ModelManifest.ReadAsync(selection.SpeechFolders, cancellationToken);
        var resolved = await manifest.ResolveAsync(selection.WhisperModel, cancellationToken);
        resolved.Entry?.CheckLanguage(selection.Language);
        var speech = selection.Speech;
        foreach (var language in speech.LanguageList)
            resolved.Entry?.CheckLanguage(language);
        var options = speech.ToOptions(selection.Language) with
        {
            Prompt = await Vocabulary.PromptAsync(speech.Prompt, speech.Vocabulary, cancellationToken),
        };
        options = resolved.Apply(options);
        options = options with { BeamSize = speech.BeamSize ?? options.BeamSize };
        var model = await WhisperModel.LoadAsync(resolved, options, cancellationToken);
        try
        {
            var detector = VoiceActivityDetector.FromFolder(options.ToActivity(), Path.Combine(selection.ModelsFolder, "vad"), selection.ModelsFolder);
            ITranscriber engine = new WhisperTranscriber(model, detector);
            return new SpeechEngine(resolved.Entry is { } entry ? new LanguageCheck(engine, entry) : engine, model, detector);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
