using System.Text.Json;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Training;

/// <summary>One training: what came of it and how it was judged.</summary>
internal sealed record RegistryEntry(
    string Version,
    DateTimeOffset TrainedAt,
    string CorpusHash,
    int Seed,
    IReadOnlyList<string> Languages,
    bool Replaced,
    string Why,
    string? Champion,
    IReadOnlyList<ModelMetric> Metrics);

/// <summary>The history of trainings beside a model folder: one JSON object a line, only ever added to.</summary>
internal static class ModelRegistry
{
    public const string FileName = "registry.jsonl";

    private static readonly JsonSerializerOptions OneLine = new(ModelManifest.Json) { WriteIndented = false };

    /// <summary>Adds a line to the registry in the folder that holds the model folder.</summary>
    public static Task AddAsync(string modelDirectory, RegistryEntry entry, CancellationToken cancellationToken)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(modelDirectory).TrimEnd(Path.DirectorySeparatorChar))!;
        Directory.CreateDirectory(parent);
        return File.AppendAllTextAsync(Path.Combine(parent, FileName), JsonSerializer.Serialize(entry, OneLine) + "\n", cancellationToken);
    }
}
