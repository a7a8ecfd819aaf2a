using System.Text.Json;

namespace CallQA.Transcription;

/// <summary>Checks and reads the words of one turn.</summary>
/// <param name="turn">The turn's object.</param>
/// <param name="place">Where it stands, for messages.</param>
internal sealed class WordsElement(JsonElement turn, string place)
{
    /// <summary>Times are rounded by their writers, a word's and its turn's not always to the same side.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(50);

    /// <summary>The words in order; null when the turn has none.</summary>
    /// <param name="start">Start of the turn; null when unknown.</param>
    /// <param name="end">End of the turn; null when unknown.</param>
    /// <exception cref="TranscriptFormatException">The words are not in the documented form.</exception>
    public IReadOnlyList<Word>? Read(TimeSpan? start, TimeSpan? end)
    {
        if (!turn.TryGetProperty("words", out var list) || list.ValueKind == JsonValueKind.Null)
            return null;
        if (list.ValueKind != JsonValueKind.Array)
            throw new TranscriptFormatException($"In {place}: \"words\" is {TranscriptProperties.KindOf(list)}; write a list of {{\"text\", \"start\", \"end\"}} or leave it out.");

        var words = new List<Word>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            var word = ReadWord(item, words.Count + 1, start ?? TimeSpan.Zero, end ?? TimeSpan.MaxValue);
            words.Add(word);
            start = word.Start;
        }

        return words;
    }

    private Word ReadWord(JsonElement item, int number, TimeSpan earliest, TimeSpan latest)
    {
        var word = new TranscriptProperties(item, $"{place}, word {number}");
        if (item.ValueKind != JsonValueKind.Object)
            throw word.Error($"a word is written as a JSON object, but this is {TranscriptProperties.KindOf(item)}; write {{\"text\", \"start\", \"end\"}}");
        if (word.Text("text") is not { Length: > 0 } text)
            throw word.Error("the word has no \"text\"; add it or remove the word");
        if ((word.Time("start"), word.Time("end")) is not ({ } start, { } end))
            throw word.Error("the word needs \"start\" and \"end\"; add both or remove the words");
        if (end < start)
            throw word.Error($"the end {TranscriptTime.Seconds(end)} s comes before the start {TranscriptTime.Seconds(start)} s; correct the times or remove the words");
        if (start + Rounding < earliest || end - Rounding > latest)
            throw word.Error($"the word at {TranscriptTime.Seconds(start)} to {TranscriptTime.Seconds(end)} s is out of order or outside its turn; correct the times or remove the words");
        return new Word(text, Inside(start, earliest, latest), Inside(end, earliest, latest), word.Share("confidence") ?? 1);
    }

    private static TimeSpan Inside(TimeSpan time, TimeSpan earliest, TimeSpan latest) => time < earliest ? earliest : time > latest ? latest : time;
}
