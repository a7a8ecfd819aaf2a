using System.Text.Json;

namespace CallQA.Transcription;

/// <summary>Checks and reads the words of one turn.</summary>
/// <param name="turn">The turn's object.</param>
/// <param name="place">Where it stands, for messages.</param>
internal sealed class WordsElement(JsonElement turn, string place)
{
    /// <summary>Times are rounded by their writers, a word's and its turn's not always to the same side.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(50);

    /// <summary>The words in order; null when the turn has none or has them without times, as other corpora do.</summary>
    /// <param name="start">Start of the turn; null when unknown.</param>
    /// <param name="end">End of the turn; null when unknown.</param>
    /// <exception cref="TranscriptFormatException">A word's times contradict those around it.</exception>
    public IReadOnlyList<Word>? Read(TimeSpan? start, TimeSpan? end)
    {
        if (start is not { } earliest || end is not { } latest || !turn.TryGetProperty("words", out var list) || list.ValueKind != JsonValueKind.Array)
            return null;

        var words = new List<Word>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            if (ReadWord(item, words.Count + 1, earliest, latest) is not { } word)
                return null;
            words.Add(word);
            earliest = word.Start;
        }

        return words;
    }

    private Word? ReadWord(JsonElement item, int number, TimeSpan earliest, TimeSpan latest)
    {
        var word = new TranscriptProperties(item, $"{place}, word {number}");
        if (item.ValueKind != JsonValueKind.Object || word.Text("text") is not { Length: > 0 } text || (word.Time("start"), word.Time("end")) is not ({ } start, { } end))
            return null;
        if (end < start)
            throw word.Error($"the end {TranscriptTime.Seconds(end)} s comes before the start {TranscriptTime.Seconds(start)} s; correct the times or remove the words");
        if (start + Rounding < earliest || end - Rounding > latest)
            throw word.Error($"the word at {TranscriptTime.Seconds(start)} to {TranscriptTime.Seconds(end)} s is out of order or outside its turn; correct the times or remove the words");
        start = Inside(start, earliest, latest);
        return new Word(text, start, Inside(end, start, latest), word.Share("confidence") ?? 1);
    }

    private static TimeSpan Inside(TimeSpan time, TimeSpan earliest, TimeSpan latest) => time < earliest ? earliest : time > latest ? latest : time;
}
