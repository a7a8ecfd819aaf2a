using System.Text.Json;

namespace CallQA.App.Storage;

/// <summary>The documents inside text columns.</summary>
internal static class StoredJson
{
    public static string Write<T>(T document) => JsonSerializer.Serialize(document, CallQAJson.Compact);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, CallQAJson.Compact)
        ?? throw new JsonException($"A stored {typeof(T).Name} is the JSON null.");
}
