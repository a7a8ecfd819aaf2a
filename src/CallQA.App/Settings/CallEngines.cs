using CallQA.App.Models;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.App.Settings;

/// <summary>What the stages of the pipeline work with, loaded once and shared by everything that runs calls.</summary>
/// <param name="Transcriber">The speech engine.</param>
/// <param name="Reader">The trained models.</param>
/// <param name="Scorecard">The scorecard of the settings; <see cref="Scorecards.ScorecardStore"/> knows which one is in force.</param>
internal sealed record CallEngines(ITranscriber Transcriber, ICallReader Reader, Scorecard Scorecard)
{
    /// <summary>Takes up scoring models put in force meanwhile, and says whether there were others.</summary>
    public Func<CancellationToken, Task<bool>> RefreshAsync { get; init; } = _ => Task.FromResult(false);

    /// <summary>The loaded models with the scorecard of the settings: a shipped one by name, or a YAML file.</summary>
    /// <exception cref="InputException">There is no such scorecard, or it is not valid.</exception>
    public static async Task<CallEngines> WithAsync(LoadedModels models, string scorecard, CancellationToken cancellationToken)
    {
        return new(models.Transcriber, models.Reader, await ScorecardAsync(scorecard, cancellationToken)) { RefreshAsync = models.RefreshAsync };
    }

    /// <summary>A shipped scorecard by name, or a YAML file.</summary>
    /// <exception cref="InputException">There is no such scorecard, or it is not valid.</exception>
    public static async Task<Scorecard> ScorecardAsync(string scorecard, CancellationToken cancellationToken) =>
        Path.GetExtension(scorecard) is ".yaml" or ".yml" ? await ScorecardFile.ReadAsync(scorecard, cancellationToken) : StandardScorecards.Get(scorecard);
}
