using System.Text.Json;
using CallQA.Recordings;

namespace CallQA.Transcription;

/// <summary>Checks and reads the JSON object of one call.</summary>
/// <param name="element">The object.</param>
/// <param name="place">Where it stands, for messages.</param>
internal sealed class TranscriptElement(JsonElement element, string place)
{
    /// <summary>Times are rounded by their writers, the last turn's end and the duration not always to the same side.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(50);

    private readonly TranscriptProperties call = new(element, place);

    /// <param name="fallbackId">Stands in for a missing id; null refuses it.</param>
    /// <param name="fallbackLanguage">Stands in for a missing language; null refuses it.</param>
    /// <exception cref="TranscriptFormatException">The object is not in the documented form.</exception>
    public Transcript Read(string? fallbackId, string? fallbackLanguage)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new TranscriptFormatException($"In {place}: a call is written as a JSON object, but this is {TranscriptProperties.KindOf(element)}; write {{\"id\", \"language\", \"turns\"}}.");

        var id = call.Text("id") is { Length: > 0 } text
            ? CallId.FromText(text)
            : fallbackId ?? throw call.Error("the call has no \"id\"; give every call of the file one");
        var duration = call.Time("duration") ?? call.Time("durationSeconds");
        var turns = Turns(duration);
        return new Transcript(id, Language(fallbackLanguage), turns, duration, Origin(), call.Share("languageConfidence"))
        {
            Redactions = new RedactionsElement(element, place).Read(turns.Count),
        };
    }

    private string Language(string? fallback)
    {
        var text = call.Text("language") ?? fallback ?? throw call.Error("the call has no \"language\"; add its ISO 639-1 code such as \"en\"");
        return LanguageCode.TryParse(text, out var code)
            ? code
            : throw call.Error($"'{ShownValue.Of(text)}' is no known language; write its ISO 639-1 code such as \"en\"");
    }

    private List<Turn> Turns(TimeSpan? duration)
    {
        if (!element.TryGetProperty("turns", out var list) || list.ValueKind != JsonValueKind.Array)
            throw call.Error("the call has no list \"turns\"; add it, empty when nobody speaks");

        var turns = new List<Turn>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
            turns.Add(ReadTurn(item, turns.Count + 1, duration));

        return turns.TrueForAll(turn => turn.Start is not null) ? [.. turns.OrderBy(turn => turn.Start)] : turns;
    }

    private Turn ReadTurn(JsonElement item, int number, TimeSpan? duration)
    {
        var turn = new TranscriptProperties(item, $"{place}, turn {number}");
        if (item.ValueKind != JsonValueKind.Object)
            throw turn.Error($"a turn is written as a JSON object, but this is {TranscriptProperties.KindOf(item)}; write {{\"speaker\", \"text\"}}");

        var speaker = ReadSpeaker(turn);
        var text = turn.Text("text");
        if (string.IsNullOrWhiteSpace(text))
            throw turn.Error("the turn has no \"text\"; add what is said or remove the turn");

        var (start, end) = (turn.Time("start"), turn.Time("end"));
        if (end < start)
            throw turn.Error($"the end {Seconds(end)} s comes before the start {Seconds(start)} s; correct the times or leave both out");

        if ((end ?? start) > duration + Rounding)
            throw turn.Error($"the turn reaches to {Seconds(end ?? start)} s, but the recording ends at {Seconds(duration)} s; correct the times or the duration");

        var read = new Turn(speaker, text, Earlier(start, duration), Earlier(end, duration), turn.Share("confidence"));
        return read with { Words = new WordsElement(item, $"{place}, turn {number}").Read(read.Start, read.End) };
    }

    private static Speaker ReadSpeaker(TranscriptProperties turn)
    {
        var name = turn.Text("speaker") ?? throw turn.Error("the turn has no \"speaker\"; write \"agent\" or \"customer\"");
        return name.ToUpperInvariant() switch
        {
            "AGENT" => Speaker.Agent,
            "CUSTOMER" => Speaker.Customer,
            "UNKNOWN" => Speaker.Unknown,
            _ => throw turn.Error($"the speaker '{ShownValue.Of(name)}' is not known; write \"agent\", \"customer\" or \"unknown\""),
        };
    }

    private TranscriptOrigin? Origin()
    {
        if (!element.TryGetProperty("origin", out var value) || value.ValueKind != JsonValueKind.Object)
            return null;

        var origin = new TranscriptProperties(value, place);
        return origin.Text("engine") is { } engine ? new TranscriptOrigin(engine, origin.Text("model"), origin.Text("options")) : null;
    }

    private static TimeSpan? Earlier(TimeSpan? time, TimeSpan? limit) => time > limit ? limit : time;

    private static string Seconds(TimeSpan? time) => TranscriptTime.Seconds(time!.Value);
}
