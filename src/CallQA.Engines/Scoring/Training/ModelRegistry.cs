using System.Text.Json;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Training;

/// <summary>One training, or one return to an earlier model: what came of it and how it was judged.</summary>
/// <param name="Version">The models concerned.</param>
/// <param name="TrainedAt">When.</param>
/// <param name="CorpusHash">Hash of what was learnt from; empty for a return.</param>
/// <param name="Seed">Seed of the training.</param>
/// <param name="Languages">The languages they score, ISO 639-1.</param>
/// <param name="Replaced">Whether they took the place of those before.</param>
/// <param name="Why">Why or why not, with the figures.</param>
/// <param name="Champion">Version of the models before; null when there were none.</param>
/// <param name="Metrics">Figures on the held-out calls of the corpus.</param>
public sealed record RegistryEntry(
    string Version,
    DateTimeOffset TrainedAt,
    string CorpusHash,
    int Seed,
    IReadOnlyList<string> Languages,
    bool Replaced,
    string Why,
    string? Champion,
    IReadOnlyList<ModelMetric> Metrics)
{
    /// <summary>Reviews that were learnt from.</summary>
    public int Reviews { get; init; }

    /// <summary>Reviews that were compared on.</summary>
    public int FreshReviews { get; init; }

    /// <summary>True for a return to an earlier model.</summary>
    public bool RolledBack { get; init; }
}

/// <summary>The history of trainings beside a model folder: one JSON object a line, only ever added to.</summary>
public static class ModelRegistry
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "registry.jsonl";

    private static readonly JsonSerializerOptions OneLine = new(ModelManifest.Json) { WriteIndented = false };

    // A line that a newer or older program wrote may lack, or know, more.
    private static readonly JsonSerializerOptions Lenient = new(ModelManifest.Json) { WriteIndented = false, RespectRequiredConstructorParameters = false };

    /// <summary>Adds a line to the registry in the folder that holds the model folder.</summary>
    /// <param name="modelDirectory">The model folder.</param>
    /// <param name="entry">The line.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static Task AddAsync(string modelDirectory, RegistryEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(modelDirectory);
        var parent = Path.GetDirectoryName(Path.GetFullPath(modelDirectory).TrimEnd(Path.DirectorySeparatorChar))!;
        Directory.CreateDirectory(parent);
        return File.AppendAllTextAsync(Path.Combine(parent, FileName), JsonSerializer.Serialize(entry, OneLine) + "\n", cancellationToken);
    }

    /// <summary>All lines of a registry, the earliest first; a line that a kill cut short is passed over.</summary>
    /// <param name="folder">The folder that holds it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<IReadOnlyList<RegistryEntry>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return [];
        return [.. (await File.ReadAllLinesAsync(path, cancellationToken)).Select(Parse).OfType<RegistryEntry>()];
    }

    private static RegistryEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<RegistryEntry>(line, Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
