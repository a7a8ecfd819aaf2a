using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallQA.Engines.Scoring.Models;

/// <summary>One file of a trained model.</summary>
internal sealed record ModelFile(string Name, long Bytes, string Sha256);

/// <summary>What a model folder holds, how it came about and how good it is. The date stands here and in no hashed file.</summary>
/// <param name="Format">Version of this file's own layout.</param>
/// <param name="Version">Name of the models, told by their content.</param>
/// <param name="Languages">The languages they score, ISO 639-1.</param>
/// <param name="Seed">Seed of the training.</param>
/// <param name="TrainedAt">When they were trained.</param>
/// <param name="CorpusHash">Hash of the corpus they were trained and measured on.</param>
/// <param name="Features">Version of each group of features they were fitted with, see <see cref="Scoring.Features.FeatureVersions"/>.</param>
/// <param name="Files">The models.</param>
/// <param name="Metrics">Figures on the held-out calls.</param>
internal sealed record ModelManifest(
    int Format,
    string Version,
    IReadOnlyList<string> Languages,
    int Seed,
    DateTimeOffset TrainedAt,
    string CorpusHash,
    IReadOnlyDictionary<string, string> Features,
    IReadOnlyList<ModelFile> Files,
    IReadOnlyList<ModelMetric> Metrics)
{
    public const string FileName = "manifest.json";
    public const int CurrentFormat = 4;

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>Name of the models, told by their content.</summary>
    public static string VersionOf(IEnumerable<ModelFile> files)
    {
        var content = string.Join('\n', files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => file.Name + " " + file.Sha256));
        return "callqa-scoring/1+" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..12];
    }
}

/// <summary>A figure on the held-out test part.</summary>
/// <param name="Language">ISO 639-1 code.</param>
/// <param name="Criterion">Empathy, courtesy or resolution.</param>
/// <param name="Kappa">Quadratic weighted kappa.</param>
/// <param name="Exact">Share of calls with the same score.</param>
/// <param name="MacroF1">Mean F1 over the scores that occur.</param>
public sealed record ModelMetric(string Language, string Criterion, double Kappa, double Exact, double MacroF1);
