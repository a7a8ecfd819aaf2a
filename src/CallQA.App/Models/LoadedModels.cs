using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Reading;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.App.Models;

/// <summary>The models of a pipeline, loaded once for the whole process.</summary>
internal sealed class LoadedModels : IDisposable
{
    private readonly SpeechEngine speech;
    private readonly ScoringModel scoring;

    private LoadedModels(SpeechEngine speech, ScoringModel scoring)
    {
        this.speech = speech;
        this.scoring = scoring;
        Reader = new CallReader(scoring);
    }

    /// <summary>The speech engine.</summary>
    public ITranscriber Transcriber => speech.Transcriber;

    /// <summary>The scoring models.</summary>
    public ICallReader Reader { get; }

    /// <summary>Loads and checks the models.</summary>
    /// <exception cref="InputException">A model is missing, damaged or of another format.</exception>
    public static async Task<LoadedModels> LoadAsync(EngineSelection selection, CancellationToken cancellationToken)
    {
        var scoring = await ScoringModel.LoadAsync(selection.ScoringFolder, cancellationToken);
        try
        {
            return new LoadedModels(await SpeechEngine.LoadAsync(selection, cancellationToken), scoring);
        }
        catch
        {
            scoring.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        speech.Dispose();
        scoring.Dispose();
    }
}
