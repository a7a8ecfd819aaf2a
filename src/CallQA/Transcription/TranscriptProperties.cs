using System.Text.Json;
using CallQA.Recordings;

namespace CallQA.Transcription;

/// <summary>Reads the properties of a JSON object, telling in a sentence what is wrong with one.</summary>
internal sealed class TranscriptProperties(JsonElement element, string place)
{
    /// <summary>Longest time accepted, in seconds: more than any recording, less than what milliseconds taken for seconds give.</summary>
    private const decimal LongestTime = 7 * 24 * 3600;

    /// <summary>A text, a number as it is written, or null when missing.</summary>
    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { ValueKind: JsonValueKind.Number } value => value.GetRawText(),
        { } value => throw Error($"\"{name}\" is {KindOf(value)}; write a text"),
    };

    /// <summary>A time in seconds, or null when missing.</summary>
    public TimeSpan? Time(string name)
    {
        if (Find(name) is not { } value)
            return null;

        if (value.ValueKind != JsonValueKind.Number)
            throw Error($"\"{name}\" is {KindOf(value)}; write seconds as a number such as 12.34");

        if (!value.TryGetDecimal(out var seconds) || seconds is < 0 or > LongestTime)
            throw Error($"\"{name}\" is {ShownValue.Of(value.GetRawText())}; write seconds from the start of the recording, from 0 to {LongestTime}");

        return TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
    }

    /// <summary>A number from 0 to 1, or null when missing.</summary>
    public double? Share(string name)
    {
        if (Find(name) is not { } value)
            return null;

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var share) && share is >= 0 and <= 1
            ? share
            : throw Error($"\"{name}\" is {(value.ValueKind == JsonValueKind.Number ? ShownValue.Of(value.GetRawText()) : KindOf(value))}; write a number from 0 to 1");
    }

    /// <param name="sentence">What is wrong and the remedy, without the full stop.</param>
    public TranscriptFormatException Error(string sentence) => new($"In {place}: {sentence}.");

    public static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private JsonElement? Find(string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
