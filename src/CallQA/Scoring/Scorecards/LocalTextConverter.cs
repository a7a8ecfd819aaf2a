using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallQA.Scoring.Scorecards;

/// <summary>Writes a text as an object with one entry a language.</summary>
internal sealed class LocalTextConverter : JsonConverter<LocalText>
{
    public override LocalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) is { Count: > 0 } texts ? texts : throw new JsonException("A text needs at least one language."));

    public override void Write(Utf8JsonWriter writer, LocalText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var language in value.Languages) writer.WriteString(language, value.In(language));
        writer.WriteEndObject();
    }
}
