using CallQA.Engines.Scoring.Features;

namespace CallQA.Engines.Scoring.Models;

/// <summary>The trained scoring models, loaded once and shared by all readers. Immutable, safe for concurrent use.</summary>
public sealed class ScoringModel : IDisposable
{
    private readonly IReadOnlyDictionary<string, CriterionModels> _criteria;
    private readonly NaturalPrior _prior;
    private TurnModels? _turns;

    internal ScoringModel(
        string version,
        IReadOnlyList<string> languages,
        TurnModels turns,
        IReadOnlyDictionary<string, CriterionModels> criteria,
        NaturalPrior prior)
    {
        Version = version;
        Languages = languages;
        _turns = turns;
        _criteria = criteria;
        _prior = prior;
    }

    /// <summary>Name of the models with their content hash: equal versions give equal scores.</summary>
    public string Version { get; }

    /// <summary>The languages that can be scored, ISO 639-1.</summary>
    public IReadOnlyList<string> Languages { get; }

    internal TurnModels Turns => _turns ?? throw new ObjectDisposedException(nameof(ScoringModel));

    /// <summary>Loads a model folder, checking every file against the manifest.</summary>
    /// <param name="directory">Folder with <c>manifest.json</c>.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <exception cref="InputException">The folder or a file is missing, damaged or of another format.</exception>
    public static Task<ScoringModel> LoadAsync(string directory, CancellationToken cancellationToken) =>
        ModelFolder.ReadAsync(directory, cancellationToken);

    /// <summary>The version of the models in a folder, which are not loaded.</summary>
    /// <param name="directory">Folder with <c>manifest.json</c>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InputException">The manifest is missing or not one of this version.</exception>
    public static async Task<string> VersionOfAsync(string directory, CancellationToken cancellationToken) =>
        (await ModelFolder.ReadManifestAsync(directory, cancellationToken)).Version;

    /// <summary>Releases the weights; readers of this model throw <see cref="ObjectDisposedException"/> afterwards.</summary>
    public void Dispose() => _turns = null;

    /// <summary>Prepares a call for all criteria.</summary>
    internal PreparedCall Prepare(Dialogue dialogue) => new(
        dialogue, Turns.Read(dialogue), _criteria.ToDictionary(pair => pair.Key, pair => pair.Value.Text.Words.Index(dialogue)));

    internal Prediction Predict(Criterion criterion, PreparedCall call)
    {
        var (_, model, calibrations) = _criteria[criterion.Name];
        var probabilities = Probabilities(criterion, call);
        var score = model.Decide(probabilities);
        var calibration = calibrations[call.Dialogue.Language];
        var confidence = calibration.Confidence(probabilities[score]);
        return new(score, CallModel.Mean(probabilities), confidence, confidence < calibration.ReviewBelow);
    }

    /// <summary>Probability of each score, lowest first, before calibration.</summary>
    internal float[] Probabilities(Criterion criterion, PreparedCall call) => criterion.WithPrior(_prior, OwnProbabilities(criterion, call), call);

    /// <summary>What the call model alone says, before what is usual in life is mixed in.</summary>
    internal float[] OwnProbabilities(Criterion criterion, PreparedCall call)
    {
        var (text, model, _) = _criteria[criterion.Name];
        return model.Probabilities(criterion.Vector(call, text.Probabilities(call.Dialogue, call.Words[criterion.Name])));
    }
}

/// <summary>The models of one criterion.</summary>
internal sealed record CriterionModels(CallTextModel Text, CallModel Call, IReadOnlyDictionary<string, Calibration> Calibrations);

/// <summary>What a call model says.</summary>
/// <param name="Score">The score, counted from 0.</param>
/// <param name="Mean">The mean of the possible scores by their probability, counted from 0.</param>
/// <param name="Confidence">Calibrated probability that a reviewer gives the same score.</param>
/// <param name="Unsure">True when the confidence is below the threshold.</param>
internal sealed record Prediction(int Score, double Mean, double Confidence, bool Unsure);
