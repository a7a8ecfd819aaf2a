using CallQA.App.Settings;
using CallQA.Engines.Scoring.Training;

namespace CallQA.App.Learning;

/// <summary>What the scoring models have learnt from reviews, and whether what they see has drifted.</summary>
/// <param name="Enabled">Whether nights learn.</param>
/// <param name="Model">Version of the models that answer.</param>
/// <param name="InForce">Since when, and in whose place; null while nothing was ever promoted.</param>
/// <param name="Reviews">What there was to learn from last; null while there was nothing.</param>
/// <param name="Drift">What last night found; null while no night has looked.</param>
/// <param name="Candidates">The latest trainings and returns, the latest first.</param>
internal sealed record LearningState(bool Enabled, string Model, ModelInForce? InForce, DatasetVersion? Reviews, DriftReport? Drift, IReadOnlyList<RegistryEntry> Candidates)
{
    private const int MostCandidates = 20;

    /// <summary>Reads it from the data directory.</summary>
    public static async Task<LearningState> ReadAsync(CallQASettings settings, CallEngines engines, CancellationToken cancellationToken)
    {
        var models = PromotedModels.Of(settings);
        return new(
            settings.Learning.Enabled,
            engines.Reader.Model,
            await models.InForceAsync(cancellationToken),
            await new ReviewDataset(settings.LearningPath).LatestAsync(cancellationToken),
            await DriftMonitor.LastAsync(settings, cancellationToken),
            [.. (await models.HistoryAsync(cancellationToken)).Reverse().Take(MostCandidates)]);
    }
}
