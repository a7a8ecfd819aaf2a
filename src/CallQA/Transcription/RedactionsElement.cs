using System.Globalization;
using System.Text.Json;
using CallQA.Recordings;
using CallQA.Redaction;

namespace CallQA.Transcription;

/// <summary>Checks and reads where personal data was taken out of a call. Strict: what is passed over would be heard.</summary>
/// <param name="call">The call's object.</param>
/// <param name="place">Where it stands, for messages.</param>
internal sealed class RedactionsElement(JsonElement call, string place)
{
    /// <summary>The places in the file's order; null when the call names none.</summary>
    /// <param name="turns">How many turns the call has.</param>
    /// <exception cref="TranscriptFormatException">A place is not in the documented form.</exception>
    public IReadOnlyList<RedactedSpan>? Read(int turns)
    {
        if (!call.TryGetProperty("redactions", out var list) || list.ValueKind == JsonValueKind.Null)
            return null;
        if (list.ValueKind != JsonValueKind.Array)
            throw new TranscriptFormatException($"In {place}: \"redactions\" is {TranscriptProperties.KindOf(list)}; write a list of places.");

        var spans = new List<RedactedSpan>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
            spans.Add(ReadSpan(item, spans.Count + 1, turns));

        return spans;
    }

    private RedactedSpan ReadSpan(JsonElement item, int number, int turns)
    {
        var span = new TranscriptProperties(item, $"{place}, redaction {number}");
        if (item.ValueKind != JsonValueKind.Object)
            throw span.Error($"a redaction is written as a JSON object, but this is {TranscriptProperties.KindOf(item)}; write {{\"kind\", \"turn\"}}");

        var name = span.Text("kind") ?? "";
        if (name.Length == 0 || !char.IsLetter(name[0]) || !Enum.TryParse<PersonalDataKind>(name, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            throw span.Error($"the kind '{ShownValue.Of(name)}' is not known; write one of those in docs/redaction.md");
        if (!int.TryParse(span.Text("turn"), NumberStyles.None, CultureInfo.InvariantCulture, out var turn) || turn >= turns)
            throw span.Error($"its turn is none of the {turns} turns, which count from 0; correct it");
        var (start, end) = (span.Time("start"), span.Time("end"));
        return start is null == end is null && !(end < start)
            ? new RedactedSpan(kind, turn, start, end)
            : throw span.Error("its start and end do not go together; write both in order, or neither");
    }
}
