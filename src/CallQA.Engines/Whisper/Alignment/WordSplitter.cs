using System.Text;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper.Alignment;

/// <summary>A word's tokens.</summary>
/// <param name="Text">The word, punctuation attached, without blanks around it.</param>
/// <param name="First">Its first token.</param>
/// <param name="End">The token after its last one that is not punctuation.</param>
/// <param name="Next">The token after its last one.</param>
/// <param name="Blank">True when a blank stands before it.</param>
internal readonly record struct WordTokens(string Text, int First, int End, int Next, bool Blank);

/// <summary>Groups text tokens into words: at blanks, or a token at a time in languages that are written without.</summary>
internal sealed class WordSplitter(WhisperVocabulary vocabulary)
{
    private const string Opening = "“¿¡([{«„「『（《";
    private const string OpeningAfterBlank = "\"'-–";
    private static readonly string[] WithoutBlanks = ["zh", "ja", "th", "lo", "my", "yue"];

    /// <summary>True for languages that are written with blanks between the words.</summary>
    private static bool HasBlanks(string language) => !WithoutBlanks.Contains(language, StringComparer.OrdinalIgnoreCase);

    /// <summary>The words of some tokens.</summary>
    /// <param name="tokens">Tokens of a window.</param>
    /// <param name="from">The first one.</param>
    /// <param name="to">The one after the last.</param>
    /// <param name="language">ISO 639-1 code.</param>
    public List<WordTokens> Split(IReadOnlyList<int> tokens, int from, int to, string language)
    {
        var blanks = HasBlanks(language);
        var words = new List<WordTokens>();
        var opened = false;
        foreach (var piece in Pieces(tokens, from, to))
        {
            var mark = IsPunctuation(piece.Text);
            var opens = mark && Opens(piece.Text);
            if (opened)
                words[^1] = Join(words[^1], piece, piece.Next);
            else if (words.Count > 0 && (mark ? !opens : blanks && !StartsWithBlank(piece.Text)))
                words[^1] = Join(words[^1], piece, mark ? words[^1].End : piece.Next);
            else
                words.Add(piece);
            opened = opens;
        }

        return [.. words.Select(word => word with { Text = word.Text.Trim() }).Where(word => word.Text.Length > 0)];
    }

    /// <summary>Whole characters: tokens that share one stay together.</summary>
    private IEnumerable<WordTokens> Pieces(IReadOnlyList<int> tokens, int from, int to)
    {
        var bytes = new List<byte>();
        for (var (first, i) = (from, from); i < to; i++)
        {
            bytes.AddRange(vocabulary.BytesOf(tokens[i]));
            if (i + 1 < to && IsUnfinished([.. bytes]))
                continue;
            var text = Encoding.UTF8.GetString([.. bytes]);
            yield return new WordTokens(text, first, i + 1, i + 1, StartsWithBlank(text));
            bytes.Clear();
            first = i + 1;
        }
    }

    private static bool IsUnfinished(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out _, out var consumed) == System.Buffers.OperationStatus.NeedMoreData)
                return true;
            bytes = bytes[consumed..];
        }

        return false;
    }

    private static bool StartsWithBlank(string piece) => piece.Length == 0 || char.IsWhiteSpace(piece[0]);

    private static WordTokens Join(WordTokens word, WordTokens piece, int end) => word with { Text = word.Text + piece.Text.Trim(), End = end, Next = piece.Next };

    private static bool Opens(string piece) => Opening.Contains(piece.Trim(), StringComparison.Ordinal)
        || (StartsWithBlank(piece) && OpeningAfterBlank.Contains(piece.Trim(), StringComparison.Ordinal));

    private static bool IsPunctuation(string piece) =>
        !string.IsNullOrWhiteSpace(piece) && piece.Trim().All(letter => char.IsPunctuation(letter) || char.IsSymbol(letter));
}
