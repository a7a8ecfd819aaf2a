using CallQA.App.Identity;
using CallQA.App.Settings;
using CallQA.App.Webhooks;
using CallQA.Engines.Scoring.Training;

namespace CallQA.App.Learning;

/// <summary>Trains a candidate and lets it challenge the models in force.</summary>
internal delegate Task<TrainingResult> CandidateTraining(TrainingOptions options, CancellationToken cancellationToken);

/// <summary>What became of new models in a night.</summary>
internal enum CandidateOutcome
{
    /// <summary>None were trained: too few reviews have come since the last ones.</summary>
    NotDue,

    /// <summary>They were trained, and are not better than those in force.</summary>
    NotBetter,

    /// <summary>They are in force.</summary>
    InForce,
}

/// <summary>
/// Learning from reviews: the training data are written from the store, a candidate is trained on corpus and reviews, and takes the place of the
/// models in force where it is better by the test.
/// </summary>
internal sealed class ReviewLearning(
    ReviewedCalls reviewed, CandidateTraining training, AuditTrail audit, WebhookOutbox outbox, CallEngines engines, CallQASettings settings, TimeProvider clock)
{
    private const string Nightly = "nightly";

    private readonly ReviewDataset dataset = new(settings.LearningPath);

    /// <summary>The scoring models and which of them is in force.</summary>
    public PromotedModels Models { get; } = PromotedModels.Of(settings);

    /// <summary>Writes the training data anew from the store.</summary>
    public async Task<DatasetVersion> WriteAsync(CancellationToken cancellationToken)
    {
        var material = await reviewed.ReadAsync(cancellationToken);
        var selection = TrainingSelection.Of(material.Calls);
        var leftOut = new SortedDictionary<string, int>(material.LeftOut.Concat(selection.LeftOut).ToDictionary(), StringComparer.Ordinal);
        return await dataset.WriteAsync(selection with { LeftOut = leftOut }, reviewed.AllowedAsync, clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>The night's step: a candidate is trained where enough reviews have come since the last one.</summary>
    public async Task<CandidateOutcome> TrainIfDueAsync(CancellationToken cancellationToken)
    {
        if (Models.Learnt is null || await dataset.LatestAsync(cancellationToken) is not { } present) return CandidateOutcome.NotDue;
        var last = (await Models.HistoryAsync(cancellationToken)).LastOrDefault(entry => !entry.RolledBack);
        if (present.Reviews < settings.Learning.MinimumNew + (last?.Reviews + last?.FreshReviews ?? 0)) return CandidateOutcome.NotDue;
        return (await TrainAsync(Nightly, cancellationToken)).Verdict.Replaced ? CandidateOutcome.InForce : CandidateOutcome.NotBetter;
    }

    /// <summary>Trains a candidate now and promotes it where it is better.</summary>
    /// <exception cref="InputException">Learning is not set up, or the corpus is missing.</exception>
    public async Task<TrainingResult> TrainAsync(string by, CancellationToken cancellationToken)
    {
        if (Models.Learnt is null)
            throw new InputException(InputFault.Settings, "The scoring models do not learn from reviews here; set CallQA:Learning:Enabled to true and leave CallQA:ScoringModel out.");
        // A candidate has to beat what answers, and no models that nobody can load.
        var before = await Models.AnsweringAsync(cancellationToken);
        if (Directory.Exists(Models.CandidateFolder)) Directory.Delete(Models.CandidateFolder, recursive: true);
        var result = await training(
            new()
            {
                CorpusDirectory = settings.CorpusPath,
                OutputDirectory = Models.CandidateFolder,
                ChampionDirectory = Models.PathOf(before),
                Reviews = await dataset.ReadAsync(cancellationToken),
            },
            cancellationToken);
        if (!result.Verdict.Replaced) return result;
        await Models.PromoteAsync(result.Version, result.Verdict.Champion ?? "", clock.GetUtcNow(), cancellationToken);
        await audit.AddAsync(AuditTrail.ModelPromoted, by, cancellationToken);
        await outbox.AddAsync(WebhookTypes.ModelsPromoted, new { result.Version, before = result.Verdict.Champion, result.Verdict.Why }, cancellationToken);
        await engines.RefreshAsync(cancellationToken);
        return result;
    }
}
