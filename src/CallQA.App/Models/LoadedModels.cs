using CallQA.App.Learning;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.App.Models;

/// <summary>The models of a pipeline, loaded once for the whole process.</summary>
internal sealed class LoadedModels : IDisposable
{
    private readonly SpeechEngine speech;
    private readonly LiveReader reader;

    private LoadedModels(SpeechEngine speech, LiveReader reader)
    {
        this.speech = speech;
        this.reader = reader;
    }

    /// <summary>The speech engine.</summary>
    public ITranscriber Transcriber => speech.Transcriber;

    /// <summary>The scoring models in force.</summary>
    public ICallReader Reader => reader;

    /// <summary>Loads and checks the models.</summary>
    /// <exception cref="InputException">A model is missing, damaged or of another format.</exception>
    public static async Task<LoadedModels> LoadAsync(EngineSelection selection, CancellationToken cancellationToken)
    {
        var reader = await LiveReader.LoadAsync(new(selection.ScoringFolder, selection.LearntFolder), cancellationToken);
        try
        {
            return new LoadedModels(await SpeechEngine.LoadAsync(selection, cancellationToken), reader);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Takes up the scoring models that another process has put in force meanwhile.</summary>
    /// <returns>Whether there were others.</returns>
    public Task<bool> RefreshAsync(CancellationToken cancellationToken) => reader.RefreshAsync(cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        speech.Dispose();
        reader.Dispose();
    }
}
