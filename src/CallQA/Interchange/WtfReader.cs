using System.Text.Json;
using System.Text.Json.Nodes;
using CallQA.Transcription;

namespace CallQA.Interchange;

/// <summary>Takes transcripts in the World Transcription Format (draft-howe-vcon-wtf-extension): a whole text, segments with times, and words that segments name.</summary>
internal sealed class WtfReader
{
    private readonly JsonElement _element;
    private readonly string _place;
    private readonly JsonElement? _ours;
    private readonly JsonElement[] _words;
    private readonly Dictionary<string, string> _labels;
    private readonly HashSet<int> _unrated;
    private int _wordsLeft;

    private WtfReader(JsonElement element, string place)
    {
        (_element, _place) = (element, place);
        _ours = Find(Find(element, "extensions"), WtfTranscript.Provider);
        _words = Find(element, "words", JsonValueKind.Array) is { } list ? [.. list.EnumerateArray()] : [];
        _wordsLeft = _words.Length;
        _labels = LabelsOf(element);
        _unrated = Find(_ours, WtfTranscript.Unrated, JsonValueKind.Array) is { } numbers ? [.. numbers.EnumerateArray().Select(Number).OfType<int>()] : [];
    }

    /// <summary>Whether an object is of this form.</summary>
    public static bool Is(JsonElement element) =>
        Find(element, "segments", JsonValueKind.Array) is not null && Find(element, "transcript") is not null;

    /// <summary>The same in CallQA's own form, which is then checked as any other.</summary>
    /// <param name="element">The object.</param>
    /// <param name="place">Where it stands, for messages.</param>
    /// <exception cref="TranscriptFormatException">A segment or word is not in the form.</exception>
    public static JsonElement ToOwn(JsonElement element, string place) => new WtfReader(element, place).ToOwn();

    private JsonElement ToOwn()
    {
        var transcript = _element.GetProperty("transcript");
        var turns = new JsonArray();
        foreach (var segment in _element.GetProperty("segments").EnumerateArray())
        {
            if (segment.ValueKind != JsonValueKind.Object)
                throw Refuse("an entry of 'segments' is no object", "write id, start, end, text and confidence");
            if (Turn(segment, turns.Count) is { } turn) turns.Add(turn);
        }

        var own = new JsonObject
        {
            ["id"] = Text(_ours, "id"),
            ["language"] = Text(transcript, "language"),
            ["duration"] = Value(transcript, "duration"),
            ["origin"] = Origin(),
            ["turns"] = turns,
        };
        foreach (var name in WtfTranscript.Extras)
            if (Value(_ours, name) is { } extra) own[name] = extra;
        return JsonSerializer.SerializeToElement(own);
    }

    // Ours stands whole among the extensions.
    private JsonObject? Origin() => _ours is null && Text(Find(_element, "metadata"), "provider") is { Length: > 0 } provider
        ? new() { ["engine"] = provider, ["model"] = Text(Find(_element, "metadata"), "model") }
        : null;

    // A segment without a word is no turn.
    private JsonObject? Turn(JsonElement segment, int number) => Text(segment, "text") is not { } text || string.IsNullOrWhiteSpace(text) ? null : new JsonObject
    {
        ["speaker"] = SpeakerOf(segment),
        ["text"] = text,
        ["start"] = Value(segment, "start"),
        ["end"] = Value(segment, "end"),
        ["confidence"] = _unrated.Contains(number) ? null : Value(segment, "confidence"),
        ["words"] = WordsOf(segment),
    };

    private JsonArray? WordsOf(JsonElement segment)
    {
        if (Find(segment, "words", JsonValueKind.Array) is not { } named || named.GetArrayLength() == 0)
            return null;
        // Each word is one segment's, so that no file can make many times its own length of them.
        if ((_wordsLeft -= named.GetArrayLength()) < 0)
            throw Refuse("segments name more words than there are", "give each word to one segment, or leave 'words' out");
        return new JsonArray([.. named.EnumerateArray().Select(index => Number(index) is { } at && at < _words.Length
            ? JsonNode.Parse(_words[at].GetRawText())
            : throw Refuse("a segment names a word that is not there", "correct its 'words' or leave them out"))]);
    }

    private string SpeakerOf(JsonElement segment)
    {
        var name = !segment.TryGetProperty("speaker", out var speaker) ? "" : speaker.ValueKind == JsonValueKind.String ? speaker.GetString()! : speaker.GetRawText();
        return (_labels.GetValueOrDefault(name) ?? name).Trim().ToUpperInvariant() switch
        {
            "AGENT" or "OPERATOR" or "REPRESENTATIVE" => "agent",
            "CUSTOMER" or "CALLER" or "CLIENT" => "customer",
            _ => "unknown",
        };
    }

    // What people call speakers stands apart from the segments, which may have numbers only.
    private static Dictionary<string, string> LabelsOf(JsonElement element)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Find(element, "speakers") is not { } speakers) return labels;
        foreach (var speaker in speakers.EnumerateObject())
            if (Text(speaker.Value, "label") is { } label) labels[speaker.Name] = label;
        return labels;
    }

    private static int? Number(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number >= 0 ? number : null;

    private static JsonElement? Find(JsonElement? element, string name, JsonValueKind kind = JsonValueKind.Object) =>
        element is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;

    private static JsonNode? Value(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? JsonNode.Parse(value.GetRawText()) : null;

    private static string? Text(JsonElement? element, string name) => Find(element, name, JsonValueKind.String)?.GetString();

    private TranscriptFormatException Refuse(string what, string remedy) => new($"In {_place}: {what}; {remedy}.");
}
