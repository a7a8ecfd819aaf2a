using System.Text.Json;
using System.Text.Json.Serialization;
using CallQA.Recordings;

namespace CallQA.Engines.Whisper;

/// <summary>Content of a manifest: the shipped <c>manifest.json</c> or the user's own <c>installed.json</c>.</summary>
/// <param name="Models">The models, in the order they are offered.</param>
/// <param name="Default">Name of the model to use when none is named; null for the first one.</param>
internal sealed record ManifestFile(IReadOnlyList<ModelEntry> Models, string? Default = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        WriteIndented = true,
    };

    /// <summary>Reads a manifest; where there is none, there are no models.</summary>
    /// <exception cref="UnusableModelException">It is not in the documented form.</exception>
    public static async Task<ManifestFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return new ManifestFile([]);
        try
        {
            await using var stream = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<ManifestFile>(stream, Json, cancellationToken) ?? new ManifestFile([]);
        }

        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UnusableModelException($"The model list {path} cannot be read ({cause.Message}); restore it from the release.", cause);
        }
    }

    /// <summary>Replaces a manifest as a whole.</summary>
    public Task WriteAsync(string path, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(this, Json), cancellationToken);
}
