using System.Text;

namespace CallQA.Engines.Whisper.Text;

/// <summary>The bytes of the text tokens and what follows from them.</summary>
internal sealed class WhisperVocabulary(IReadOnlyList<byte[]> tokens, int size)
{
    private static readonly string[] NonSpeechMarks =
    [
        "\"", "#", "(", ")", "*", "+", "/", ":", ";", "<", "=", ">", "@", "[", "\\", "]", "^", "_", "`", "{", "|", "}", "~",
        "「", "」", "『", "』", "<<", ">>", "<<<", ">>>", "--", "---", "-(", "-[", "('", "(\"", "((", "))", "(((", ")))", "[[", "]]",
        "{{", "}}", "♪♪", "♪♪♪",
    ];

    /// <summary>Of these the first token is enough to know what is to come, where the vocabulary has their bytes.</summary>
    private static readonly string[] Notes = ["♩", "♪", "♫", "♬", "♭", "♮", "♯"];

    /// <summary>Tokens in the model's output, special ones included.</summary>
    public int Size { get; } = size;

    /// <summary>The special tokens' ids.</summary>
    public SpecialTokens Special { get; } = SpecialTokens.For(size);

    /// <summary>Id of the token with exactly this text, or -1.</summary>
    public int Find(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var id = 0; id < tokens.Count; id++)
        {
            if (tokens[id].AsSpan().SequenceEqual(bytes))
                return id;
        }

        return -1;
    }

    /// <summary>Bytes of a text token; a special one has none.</summary>
    public byte[] BytesOf(int id) => id < Special.EndOfText && id < tokens.Count ? tokens[id] : [];

    /// <summary>Text of a run of tokens; characters may be spread over several. Special tokens give nothing.</summary>
    public string Decode(IEnumerable<int> ids)
    {
        var bytes = new List<byte>();
        foreach (var id in ids)
            bytes.AddRange(BytesOf(id));

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Tokens of brackets, notes and the like, which mark what is not spoken.</summary>
    public IEnumerable<int> NonSpeechTokens()
    {
        var encoder = new BytePairEncoder(this);
        IEnumerable<List<int>> Encode(IEnumerable<string> texts) => texts.Select(text => (Text: text, Tokens: encoder.Encode(text)))
            .Where(pair => Decode(pair.Tokens) == pair.Text).Select(pair => pair.Tokens);
        var marks = Encode(WithBlank(NonSpeechMarks).Append(" -").Append(" '")).Where(mark => mark.Count == 1);
        var notes = Encode(WithBlank(Notes));
        return marks.Concat(notes).Select(mark => mark[0]).Distinct();
    }

    private static IEnumerable<string> WithBlank(IEnumerable<string> marks) => marks.SelectMany(mark => new[] { mark, " " + mark });
}
