using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Quality;

namespace CallQA.Engines.Scoring.Training;

/// <summary>
/// Trains the scoring models on a labelled corpus. The same corpus, seed and languages give the same model files; only the
/// date in the manifest differs.
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

    /// <summary>Trains, measures on the test part and replaces the output folder as a whole.</summary>
    /// <param name="options">Corpus, output and languages.</param>
    /// <param name="progress">Told each step; may be null.</param>
    /// <param name="cancellationToken">Stops between two models; the output folder is then as it was.</param>
    /// <exception cref="InputException">The corpus is malformed or too small, or the output folder holds something else.</exception>
    public async Task<TrainingResult> TrainAsync(
        TrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var writer = new ModelFolderWriter(options.OutputDirectory);
        writer.RefuseForeignFolder();
        progress?.Report(new("reading the corpus", 0));
        var corpus = Restrict(await CorpusReader.ReadAsync(options.CorpusDirectory, cancellationToken), options);
        var fitted = await Task.Run(() => Fit(corpus, options.Seed, progress, cancellationToken), cancellationToken);
        fitted.AddTo(writer);
        var version = ModelManifest.VersionOf(writer.Files);
        progress?.Report(new("measuring on held-out calls", 0.9));
        using var model = fitted.ToModel(version, options.Languages);
        var report = new ModelEvaluator(model).Evaluate(corpus, CorpusPart.Test, cancellationToken);
        writer.Add(ModelCard.FileName, ModelCard.Write(report, corpus, options));
        await writer.WriteAsync(Manifest(version, options, corpus, writer, report), cancellationToken);
        progress?.Report(new("done", 1));
        return new(version, options.OutputDirectory, corpus.Of(CorpusPart.Train).Count, report);
    }

    private static LabelledCorpus Restrict(LabelledCorpus corpus, TrainingOptions options)
    {
        var kept = corpus.Conversations.Where(one => options.Languages.Contains(one.Language)).ToList();
        foreach (var language in options.Languages)
        {
            var calls = kept.Count(one => one is { Part: CorpusPart.Train, Kind: ConversationKind.Call } && one.Language == language);
            if (calls < CrossFit.Folds * 2)
                throw new InputException(
                    InputFault.Settings,
                    $"{options.CorpusDirectory} holds {calls} training calls in '{language}'; label at least {CrossFit.Folds * 2} or leave the language out.");
        }

        return corpus with { Conversations = kept };
    }

    private static FittedModels Fit(
        LabelledCorpus corpus, int seed, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var train = corpus.Of(CorpusPart.Train).Select(PreparedConversation.From).ToList();
        var signals = new CrossFit(seed).Read(
            train, fold => progress?.Report(new($"turn models, fold {fold + 1} of {CrossFit.Folds}", 0.1 + (0.12 * fold))), cancellationToken);
        progress?.Report(new("turn models", 0.7));
        var turns = new TurnTrainer(seed).Fit(train, cancellationToken);
        var validation = corpus.Of(CorpusPart.Validation).Select(PreparedConversation.From).ToList();
        foreach (var held in validation)
            signals[held.Labels.Id] = turns.Models.Read(held.Dialogue);
        progress?.Report(new("call models", 0.85));
        var stack = new StackTrainer(seed, signals);
        return new(turns, Criterion.All.ToDictionary(one => one.Name, one => stack.Fit(one, train, validation)));
    }

    private ModelManifest Manifest(
        string version, TrainingOptions options, LabelledCorpus corpus, ModelFolderWriter writer, EvaluationReport report) => new(
        ModelManifest.CurrentFormat,
        version,
        options.Languages,
        options.Seed,
        _time.GetUtcNow(),
        corpus.Hash,
        writer.Files,
        [.. report.Criteria.Select(one => new ModelMetric(
            one.Language, one.Criterion, Rounded(one.Model.Kappa), Rounded(one.Model.Exact), Rounded(one.Model.MacroF1)))]);

    private static double Rounded(double figure) => Math.Round(figure, 4);
}
