using CallQA.Redaction;
using CallQA.Transcription;

namespace CallQA.App.Web.Calls;

/// <summary>The words of a turn, with those told apart that stand in the place of what was taken out.</summary>
/// <param name="Text">The word.</param>
/// <param name="Start">When it is said; null where that is not known.</param>
/// <param name="Kind">What was in its place; null for a word that was said.</param>
internal sealed record MarkedWord(string Text, TimeSpan? Start, PersonalDataKind? Kind)
{
    private static readonly char[] Around = ['"', '\'', '(', ')', '.', ',', ';', ':', '!', '?', '…'];

    /// <summary>The words of a turn of which something was taken out.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="kinds">What was taken out of it.</param>
    /// <param name="language">Language of the marks.</param>
    public static IEnumerable<MarkedWord> Of(Turn turn, IReadOnlyCollection<PersonalDataKind> kinds, string language)
    {
        var marks = kinds.Distinct().ToLookup(kind => Marks.Of(kind, language), StringComparer.Ordinal);
        return turn.Words is { Count: > 0 } words
            ? words.Select(word => Of(word.Text.Trim(), word.Start))
            : turn.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Of(word, start: null));

        MarkedWord Of(string text, TimeSpan? start) => new(text, start, marks[text.Trim(Around)] is var found && found.Any() ? found.First() : null);
    }
}
