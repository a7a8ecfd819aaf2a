using System.Text;

namespace CallQA.Redaction;

/// <summary>Letters and digits that are spelled out from one piece on: <c>D E 89</c>, <c>Dora Emil acht neun</c>, <c>K wie Kaufmann</c>.</summary>
internal sealed class SpelledText
{
    private const int MostFillers = 3;
    private const int LongestWord = 34;

    private static readonly HashSet<string> Alphabet = new(StringComparer.Ordinal)
    {
        "alpha", "alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet", "kilo", "lima", "mike", "november",
        "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor", "whiskey", "xray", "yankee", "zulu",
        "anton", "berta", "caesar", "dora", "emil", "friedrich", "gustav", "heinrich", "ida", "julius", "kaufmann", "konrad", "ludwig", "martha",
        "nordpol", "otto", "paula", "quelle", "richard", "samuel", "siegfried", "theodor", "ulrich", "viktor", "wilhelm", "xanthippe", "ypsilon", "zacharias",
    };

    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal) { "and", "then", "uh", "um", "und", "dann", "aeh", "aehm", "okay", "ok", "ja", "yes" };

    private readonly StringBuilder text = new();
    private readonly List<int> ends = [];

    /// <summary>Everything spelled, in lower case.</summary>
    public string Text => text.ToString();

    /// <summary>Pieces of the first letters and digits.</summary>
    /// <param name="stream">The stream it was read from.</param>
    /// <param name="from">Where reading began.</param>
    /// <param name="length">Number of letters and digits.</param>
    public IEnumerable<Piece> Pieces(IReadOnlyList<Piece> stream, int from, int length) => stream.Skip(from).Take(ends[length - 1] - from + 1);

    /// <summary>Reads on from a piece until something is said that is no spelling.</summary>
    public static SpelledText Read(IReadOnlyList<Piece> stream, int from)
    {
        var spelled = new SpelledText();
        var reader = new DigitReader(stream);
        var fillers = 0;
        for (var at = from; at < stream.Count && spelled.text.Length < LongestWord && fillers <= MostFillers;)
        {
            if (reader.Read(at) is { } group)
            {
                spelled.Add(group.Digits, group.Last);
                (at, fillers) = (group.Last + 1, 0);
            }
            else if (Letters(stream, at) is var (letters, last))
            {
                spelled.Add(letters, last);
                (at, fillers) = (last + 1, 0);
            }
            else if (spelled.text.Length > 0 && Fillers.Contains(stream[at].Text))
            {
                (at, fillers) = (at + 1, fillers + 1);
            }
            else break;
        }

        return spelled;
    }

    private void Add(string signs, int last)
    {
        text.Append(signs);
        ends.AddRange(Enumerable.Repeat(last, signs.Length));
    }

    private static (string Letters, int Last)? Letters(IReadOnlyList<Piece> stream, int at)
    {
        var word = stream[at].Text;
        if (word.Length == 1 && char.IsAsciiLetterLower(word[0])) return (word, at + Explanation(stream, at));
        if (Alphabet.Contains(word)) return (word[..1], at);
        return word.Length <= LongestWord && word.All(char.IsAsciiLetterOrDigit) && (word.Any(char.IsAsciiDigit) || word.Length is 2 or 4) ? (word, at) : null;
    }

    // "D wie Dora", "D as in David", "D for David"
    private static int Explanation(IReadOnlyList<Piece> stream, int at)
    {
        string Word(int offset) => at + offset < stream.Count ? stream[at + offset].Text : "";
        return Word(1) is "wie" or "for" ? 2 : Word(1) is "as" && Word(2) is "in" ? 3 : 0;
    }
}
