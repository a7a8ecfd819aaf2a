using System.Text;
using System.Text.RegularExpressions;

namespace CallQA.Engines.Whisper.Text;

/// <summary>
/// Turns text into tokens as GPT-2's tokenizer does: cut into words, and in each the two neighbours whose union is the
/// token of lowest id are joined until none is left.
/// </summary>
internal sealed partial class BytePairEncoder
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    /// <param name="vocabulary">Gives the tokens, whose ids are the order of the joins.</param>
    public BytePairEncoder(WhisperVocabulary vocabulary)
    {
        for (var id = 0; id < vocabulary.Special.EndOfText; id++)
        {
            if (vocabulary.BytesOf(id) is { Length: > 0 } bytes)
                _ids.TryAdd(Encoding.Latin1.GetString(bytes), id);
        }
    }

    /// <summary>The tokens of a text. Bytes that the vocabulary lacks are left out.</summary>
    public List<int> Encode(string text)
    {
        var tokens = new List<int>();
        foreach (var match in Words().EnumerateMatches(text))
            Join(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text, match.Index, match.Length)), tokens);
        return tokens;
    }

    /// <param name="word">Its UTF-8 bytes, a character each.</param>
    /// <param name="tokens">Gets its tokens.</param>
    private void Join(string word, List<int> tokens)
    {
        if (_ids.TryGetValue(word, out var whole))
        {
            tokens.Add(whole);
            return;
        }

        var parts = Enumerable.Range(0, word.Length + 1).ToList();
        while (parts.Count > 2)
        {
            var (at, lowest) = (0, int.MaxValue);
            for (var i = 0; i + 2 < parts.Count; i++)
            {
                if (_ids.TryGetValue(word[parts[i]..parts[i + 2]], out var id) && id < lowest)
                    (at, lowest) = (i, id);
            }

            if (lowest == int.MaxValue)
                break;
            parts.RemoveAt(at + 1);
        }

        for (var i = 0; i + 1 < parts.Count; i++)
        {
            if (_ids.TryGetValue(word[parts[i]..parts[i + 1]], out var id))
                tokens.Add(id);
        }
    }

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
