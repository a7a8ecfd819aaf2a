using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallQA.Engines.Whisper;

/// <summary>The list of speech models in a folder, <c>manifest.json</c>, with their hashes. The first model is the default.</summary>
public sealed class ModelManifest
{
    /// <summary>File name of the manifest.</summary>
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private readonly string _folder;

    private ModelManifest(string folder, IReadOnlyList<ModelEntry> models)
    {
        _folder = folder;
        Models = models;
    }

    /// <summary>The models, the default first.</summary>
    public IReadOnlyList<ModelEntry> Models { get; }

    /// <summary>Reads the manifest of a folder; a folder without one has no models.</summary>
    /// <param name="folder">The folder, usually <c>models/whisper</c>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnusableModelException">The manifest is not in the documented form.</exception>
    public static async Task<ModelManifest> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return new ModelManifest(folder, []);
        try
        {
            await using var stream = File.OpenRead(path);
            var content = await JsonSerializer.DeserializeAsync<Content>(stream, Json, cancellationToken);
            return new ModelManifest(folder, content?.Models ?? []);
        }

        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UnusableModelException($"The model list {path} cannot be read ({cause.Message}); restore it from the release.", cause);
        }
    }

    /// <summary>Finds a model by name or path and checks a listed file against its hash.</summary>
    /// <param name="nameOrPath">A name of the manifest, a file, or null for the default.</param>
    /// <param name="cancellationToken">Stops the hashing.</param>
    /// <exception cref="UnusableModelException">There is no such model, or its file is missing or altered.</exception>
    public async Task<ResolvedModel> ResolveAsync(string? nameOrPath, CancellationToken cancellationToken)
    {
        if (Find(nameOrPath) is not { } entry)
        {
            return File.Exists(nameOrPath)
                ? new ResolvedModel(nameOrPath, null)
                : throw new UnusableModelException(
                    $"There is no speech model '{nameOrPath ?? "(default)"}' in {_folder}; give the path of a ggml Whisper file (ggml-*.bin){Offer()}.");
        }

        var path = Path.Combine(_folder, entry.File);
        if (!File.Exists(path))
        {
            throw new UnusableModelException(
                $"The file {path} of the speech model '{entry.Name}' is missing; restore it "
                + "from the release or give the path of another ggml Whisper file.");
        }

        await VerifyAsync(path, entry, cancellationToken);
        return new ResolvedModel(path, entry);
    }

    private ModelEntry? Find(string? nameOrPath) => nameOrPath is null
        ? Models.Count > 0 ? Models[0] : null
        : Models.FirstOrDefault(model =>
            model.Name.Equals(nameOrPath, StringComparison.OrdinalIgnoreCase)
            || Path.GetFullPath(Path.Combine(_folder, model.File)) == Path.GetFullPath(nameOrPath));

    private string Offer() => Models.Count == 0 ? "" : $" or one of {string.Join(", ", Models.Select(model => model.Name))}";

    private static async Task VerifyAsync(string path, ModelEntry entry, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, useAsync: true);
        if (stream.Length != entry.Bytes)
        {
            throw new UnusableModelException(
                $"The model file {path} has {stream.Length} bytes instead of "
                + $"{entry.Bytes}; it is incomplete or altered, restore it.");
        }

        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        if (!hash.Equals(entry.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new UnusableModelException(
                $"The model file {path} has the SHA-256 {hash} instead "
                + $"of {entry.Sha256}; it was altered, restore it.");
        }
    }

    private sealed record Content(IReadOnlyList<ModelEntry> Models);
}
