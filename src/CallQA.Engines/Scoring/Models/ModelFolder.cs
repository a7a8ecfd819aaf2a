using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallQA.Engines.Scoring.Features;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace CallQA.Engines.Scoring.Models;

/// <summary>Reads a model folder into memory.</summary>
internal static class ModelFolder
{
    public const string VocabularyFile = "vocabulary.txt";

    /// <summary>What the name of a folder ends with while another takes its place.</summary>
    public const string SetAside = ".old";

    private const string Remedy = "restore the folder or train the models again with callqa train";

    /// <summary>
    /// Where the models of a folder are: in it, or beside it where their replacement was killed between its two renames. A reader leaves
    /// them there, as the replacement may still be going on.
    /// </summary>
    public static string Standing(string directory)
    {
        var aside = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)) + SetAside;
        return !Directory.Exists(directory) && File.Exists(Path.Combine(aside, ModelManifest.FileName)) ? aside : directory;
    }

    public static async Task<ScoringModel> ReadAsync(string place, CancellationToken cancellationToken)
    {
        var directory = Standing(place);
        var manifest = await ReadManifestAsync(directory, cancellationToken);
        if (FeatureVersions.Difference(manifest.Features) is { } difference)
            throw new InputException(InputFault.Model, $"The models in {directory} were trained on other features ({difference}) and would score wrongly; {Remedy}.");
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in manifest.Files)
            files[file.Name] = await ReadCheckedAsync(directory, file, cancellationToken);
        try
        {
            return Build(manifest, files);
        }
        catch (Exception problem) when (IsOfTheDisk(problem.GetBaseException()))
        {
            throw new InputException(
                InputFault.Unreadable,
                $"The scoring models cannot be unpacked in {Path.GetTempPath()} ({problem.GetBaseException().Message.TrimEnd('.')}); make room there, allow this user to write there, or raise the limit on the length of files (ulimit -f).",
                problem) { Passing = true };
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or OutOfMemoryException))
        {
            throw new InputException(InputFault.Model, $"{directory} does not hold scoring models of this version; {Remedy}.", problem);
        }
    }

    public static async Task<ModelManifest> ReadManifestAsync(string directory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Standing(directory), ModelManifest.FileName);
        var json = await ReadFileAsync(path, cancellationToken);
        ModelManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<ModelManifest>(json, ModelManifest.Json);
        }
        catch (JsonException problem)
        {
            throw new InputException(InputFault.Model, $"{path}, line {problem.LineNumber + 1} is not a model manifest; {Remedy}.", problem);
        }

        return manifest?.Format == ModelManifest.CurrentFormat
            ? manifest
            : throw new InputException(InputFault.Model, $"{path} has the format {manifest?.Format}, this version reads {ModelManifest.CurrentFormat}; {Remedy}.");
    }

    private static ScoringModel Build(ModelManifest manifest, Dictionary<string, byte[]> files)
    {
        var ml = new MLContext();
        var words = TurnTask.All.ToDictionary(task => task.Name, task => Classifier(ml, files[task.FileName]));
        var context = TurnTask.All.ToDictionary(task => task.Name, task => Classifier(ml, files[task.ContextFileName]));
        var calibrations = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, Calibration>>>(files[Calibration.FileName], ModelManifest.Json)!;
        var criteria = Criterion.All.ToDictionary(one => one.Name, one => new CriterionModels(
            Text(ml, one, files),
            Call(one, Classifier(ml, files[one.FileName])) with { Trees = [.. one.TreeFileNames.Select(name => Trees(ml, files[name]))] },
            calibrations[one.Name]));
        return new(
            manifest.Version,
            manifest.Languages,
            new(new(Words(files[VocabularyFile]), words), new(context)),
            criteria,
            NaturalPrior.Of(manifest.Features[FeatureVersions.Prior])!);
    }

    private static CallTextModel Text(MLContext ml, Criterion criterion, Dictionary<string, byte[]> files) => new(
        new(Words(files[criterion.WordsFileName]), criterion.EndOnly), Call(criterion, Classifier(ml, files[criterion.TextFileName])));

    private static CallModel Call(Criterion criterion, LinearClassifier classifier)
    {
        // An ordered model's vector ends with one entry a threshold.
        var thresholds = criterion.Ordered ? criterion.Labels.Count - 1 : 0;
        return new(classifier, classifier.Features - thresholds, criterion.Labels.Count, criterion.Ordered, []);
    }

    private static Vocabulary Words(byte[] file) => new(Encoding.UTF8.GetString(file).TrimEnd('\n').Split('\n'));

    private static LinearClassifier Classifier(MLContext ml, byte[] zip)
    {
        using var stream = new MemoryStream(zip);
        var transformer = (MulticlassPredictionTransformer<MaximumEntropyModelParameters>)ml.Model.Load(stream, out _);
        return LinearClassifier.From(transformer.Model);
    }

    private static BoostedTrees Trees(MLContext ml, byte[] zip)
    {
        using var stream = new MemoryStream(zip);
        var transformer = (BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>>)
            ml.Model.Load(stream, out _);
        return BoostedTrees.From(transformer.Model);
    }

    // The library unpacks parts of a model into files; .NET tells one that grows beyond the process's limit as an argument.
    private static bool IsOfTheDisk(Exception cause) =>
        cause is UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" } || cause is IOException and not EndOfStreamException;

    private static async Task<byte[]> ReadCheckedAsync(string directory, ModelFile file, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, file.Name);
        var content = await ReadFileAsync(path, cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        return hash == file.Sha256
            ? content
            : throw new InputException(
                InputFault.Model, $"{path} is damaged: its SHA-256 begins {hash[..12]}, the manifest says {file.Sha256[..Math.Min(12, file.Sha256.Length)]}; {Remedy}.");
    }

    private static async Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(InputFault.Model, $"{path} is missing or cannot be read; {Remedy}.", problem);
        }
    }
}
