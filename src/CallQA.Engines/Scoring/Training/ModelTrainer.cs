using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Quality;

namespace CallQA.Engines.Scoring.Training;

/// <summary>
/// Trains the scoring models on a labelled corpus. The same corpus, seed and languages give the same model files; only the
/// date in the manifest differs. A model that stands in the output folder gives way only to a better one.
/// </summary>
public sealed class ModelTrainer
{
    private readonly TimeProvider _time;

    /// <summary>Makes a trainer.</summary>
    /// <param name="time">Gives the date for the manifest.</param>
    public ModelTrainer(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
    }

    /// <summary>
    /// Trains, measures on the test part, and replaces the output folder as a whole if the model there is no match. Either way
    /// the registry beside the folder gets a line.
    /// </summary>
    /// <param name="options">Corpus, output and languages.</param>
    /// <param name="progress">Told each step; may be null.</param>
    /// <param name="cancellationToken">Stops between two models; the output folder is then as it was.</param>
    /// <exception cref="InputException">The corpus is malformed or too small, the models there know more languages, or the output folder holds something else.</exception>
    public async Task<TrainingResult> TrainAsync(
        TrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var writer = new ModelFolderWriter(options.OutputDirectory);
        writer.Restore();
        writer.RefuseForeignFolder();
        await Champion.RefuseLossAsync(options, cancellationToken);
        progress?.Report(new("reading the corpus", 0));
        var corpus = await CorpusReader.ReadAsync(options.CorpusDirectory, cancellationToken);
        var provenance = await CorpusProvenance.ReadAsync(options.CorpusDirectory, corpus.Hash, cancellationToken);
        var whole = ReviewLines.AddTo(corpus, options.Reviews);
        corpus = ScoringFit.Restrict(whole, options.CorpusDirectory, options.Languages);
        ScoringFit.RefuseFewTestCalls(corpus, options.CorpusDirectory, options.Languages);
        var fitted = await Task.Run(() => new ScoringFit(options.Seed, progress).Fit(corpus, cancellationToken), cancellationToken);
        fitted.AddTo(writer);
        var version = ModelManifest.VersionOf(writer.Files);
        progress?.Report(new("measuring on held-out calls", 0.95));
        using var model = fitted.ToModel(version, options.Languages);
        var scored = new ModelEvaluator(model).ScoreCalls(corpus, CorpusPart.Test, cancellationToken);
        var ofCorpus = scored.FindAll(call => call.Labels.Source != ReviewLines.Source);
        var report = new ReportBuilder(corpus.Of(CorpusPart.Train)).Build(version, corpus.Hash, nameof(CorpusPart.Test).ToLowerInvariant(), ofCorpus);
        var verdict = await Champion.ChallengeAsync(
            options.ChampionDirectory ?? options.OutputDirectory, options.Languages, scored, corpus, options.Force, cancellationToken);
        var manifest = Manifest(version, options, corpus, writer, report);
        if (verdict.Replaced)
        {
            writer.Add(ModelCard.FileName, ModelCard.Write(report, corpus, provenance, options));
            writer.Add(HeldOutScores.FileName, HeldOutScores.Of(ofCorpus).ToJson());
            await writer.WriteAsync(manifest, cancellationToken);
        }

        await ModelRegistry.AddAsync(options.OutputDirectory, Entry(manifest, verdict, corpus), cancellationToken);
        progress?.Report(new("done", 1));
        return new(version, options.OutputDirectory, corpus.Of(CorpusPart.Train).Count, report, verdict)
        {
            LeftOut = whole.Conversations.Count - corpus.Conversations.Count,
        };
    }

    private ModelManifest Manifest(
        string version, TrainingOptions options, LabelledCorpus corpus, ModelFolderWriter writer, EvaluationReport report) => new(
        ModelManifest.CurrentFormat,
        version,
        options.Languages,
        options.Seed,
        _time.GetUtcNow(),
        corpus.Hash,
        FeatureVersions.Current,
        writer.Files,
        [.. report.Criteria.Select(one => new ModelMetric(
            one.Language, one.Criterion, Rounded(one.Model.Kappa), Rounded(one.Model.Exact), Rounded(one.Model.MacroF1)))]);

    private static RegistryEntry Entry(ModelManifest manifest, Verdict verdict, LabelledCorpus corpus) => new(
        manifest.Version,
        manifest.TrainedAt,
        manifest.CorpusHash,
        manifest.Seed,
        manifest.Languages,
        verdict.Replaced,
        verdict.Why,
        verdict.Champion,
        manifest.Metrics)
    {
        Reviews = corpus.Conversations.Count(one => one is { Source: ReviewLines.Source, Part: CorpusPart.Train }),
        FreshReviews = corpus.Conversations.Count(one => one is { Source: ReviewLines.Source, Part: CorpusPart.Test }),
    };

    private static double Rounded(double figure) => Math.Round(figure, 4);
}
