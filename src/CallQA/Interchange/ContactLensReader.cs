using System.Text.Json;
using System.Text.Json.Nodes;
using CallQA.Transcription;

namespace CallQA.Interchange;

/// <summary>Takes transcripts in the form that Amazon Connect's Contact Lens writes: participants with roles, and turns with offsets in milliseconds.</summary>
internal static class ContactLensReader
{
    private const double LongestMilliseconds = 48 * 3600 * 1000.0;

    /// <summary>Whether an object is of this form.</summary>
    public static bool Is(JsonElement element) => element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty("Transcript", out var turns) && turns.ValueKind == JsonValueKind.Array && element.TryGetProperty("Participants", out _);

    /// <summary>The same in CallQA's own form, which is then checked as any other.</summary>
    /// <param name="element">The object.</param>
    /// <param name="place">Where it stands, for messages.</param>
    /// <exception cref="TranscriptFormatException">A turn is not in the form.</exception>
    public static JsonElement ToOwn(JsonElement element, string place)
    {
        var roles = RolesOf(element);
        var own = new JsonObject
        {
            ["id"] = Text(Object(element, "CustomerMetadata"), "ContactId"),
            ["language"] = Text(element, "LanguageCode"),
            ["duration"] = Seconds(Object(element, "ConversationCharacteristics"), "TotalConversationDurationMillis", place),
            ["turns"] = new JsonArray([.. element.GetProperty("Transcript").EnumerateArray().Select(turn => Turn(turn, roles, place)).OfType<JsonNode>()]),
        };
        return JsonSerializer.SerializeToElement(own);
    }

    private static Dictionary<string, string> RolesOf(JsonElement element)
    {
        var roles = new Dictionary<string, string>(StringComparer.Ordinal);
        if (element.GetProperty("Participants") is not { ValueKind: JsonValueKind.Array } participants)
            return roles;
        foreach (var participant in participants.EnumerateArray())
        {
            if (Text(participant, "ParticipantId") is { } id)
                roles[id] = Text(participant, "ParticipantRole")?.ToUpperInvariant() switch { "AGENT" => "agent", "CUSTOMER" => "customer", _ => "unknown" };
        }

        return roles;
    }

    // A turn in which everything was taken out has no content.
    private static JsonObject? Turn(JsonElement turn, Dictionary<string, string> roles, string place)
    {
        if (turn.ValueKind != JsonValueKind.Object)
            throw new TranscriptFormatException($"In {place}: an entry of 'Transcript' is no object; write ParticipantId, Content, BeginOffsetMillis and EndOffsetMillis.");
        return Text(turn, "Content") is not { } content || string.IsNullOrWhiteSpace(content) ? null : new JsonObject
        {
            ["speaker"] = roles.GetValueOrDefault(Text(turn, "ParticipantId") ?? "", "unknown"),
            ["text"] = content,
            ["start"] = Seconds(turn, "BeginOffsetMillis", place),
            ["end"] = Seconds(turn, "EndOffsetMillis", place),
        };
    }

    private static double? Seconds(JsonElement? element, string name, string place) =>
        element is not { ValueKind: JsonValueKind.Object } known || !known.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var milliseconds) && milliseconds is >= 0 and <= LongestMilliseconds ? milliseconds / 1000
        : throw new TranscriptFormatException($"In {place}: '{name}' is no number of milliseconds from 0 to 48 hours; correct it or export it again.");

    private static JsonElement? Object(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
