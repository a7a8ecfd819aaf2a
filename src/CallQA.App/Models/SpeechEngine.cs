using CallQA.Engines.Whisper;
using CallQA.Transcription;

namespace CallQA.App.Models;

/// <summary>The speech engine a process was told to use, loaded once.</summary>
internal sealed class SpeechEngine : IDisposable
{
    private readonly WhisperModel? model;

    private SpeechEngine(WhisperModel? model, ITranscriber transcriber)
    {
        this.model = model;
        Transcriber = transcriber;
    }

    /// <summary>Turns audio into a transcript.</summary>
    public ITranscriber Transcriber { get; }

    /// <summary>Loads and checks the model.</summary>
    /// <exception cref="InputException">It is missing, damaged or of another format.</exception>
    public static async Task<SpeechEngine> LoadAsync(EngineSelection selection, CancellationToken cancellationToken)
    {
        if (selection.ReferenceFolder is { } folder)
        {
            return new SpeechEngine(null, new ReferenceTranscriber(folder));
        }

        var manifest = await ModelManifest.ReadAsync(Path.Combine(selection.ModelsFolder, "whisper"), cancellationToken);
        var resolved = await manifest.ResolveAsync(selection.WhisperModel, cancellationToken);
        var model = await WhisperModel.LoadAsync(resolved.Path, resolved.Apply(OptionsOf(selection)), cancellationToken);
        return new SpeechEngine(model, new WhisperTranscriber(model));
    }

    /// <inheritdoc />
    public void Dispose() => model?.Dispose();

    private static WhisperOptions OptionsOf(EngineSelection selection)
    {
        var options = new WhisperOptions { Language = selection.Language };
        return selection.Threads is { } threads ? options with { Threads = threads } : options;
    }
}
