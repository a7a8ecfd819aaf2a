using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Corpus;

/// <summary>
/// Calls that people of a contact centre have reviewed, as training data: JSON Lines in the form of the corpus, with <c>part</c>
/// (<c>train</c> or <c>test</c>) and <c>kind</c> (<c>call</c> or <c>exchange</c>) in every line.
/// </summary>
public static class ReviewLines
{
    /// <summary>The <see cref="LabelledConversation.Source"/> of all of them.</summary>
    public const string Source = "reviews";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InputException">It cannot be read or is malformed; the sentence names file and line.</exception>
    public static async Task<IReadOnlyList<LabelledConversation>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        string[] lines;
        try
        {
            lines = await File.ReadAllLinesAsync(path, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(InputFault.Unreadable, $"{path} cannot be read; let the nightly run write the reviews, or name a file of reviews.", problem);
        }

        return [.. lines.Select((line, index) => (line, index)).Where(one => !string.IsNullOrWhiteSpace(one.line))
            .Select(one => new CorpusLine(path, one.index + 1).ParseAlone(one.line) with { Source = Source })];
    }

    /// <summary>One conversation as a line, without its end.</summary>
    /// <param name="conversation">A call or exchange.</param>
    public static string Write(LabelledConversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        var line = new JsonObject
        {
            ["id"] = conversation.Id,
            ["language"] = conversation.Language,
            ["kind"] = Word(conversation.Kind),
            ["part"] = Word(conversation.Part),
        };
        if (ScoresOf(conversation) is { Count: > 0 } scores) line["scores"] = scores;
        line["turns"] = new JsonArray([.. conversation.Turns.Select(TurnOf)]);
        return line.ToJsonString(Json);
    }

    /// <summary>Digest of what is said, whoever wrote it down: case, signs and blanks do not count.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <returns>Twelve hexadecimal digits.</returns>
    public static string WordsOf(LabelledConversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        var words = conversation.Turns.Select(turn => turn.Speaker + " " + new string([.. turn.Text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words))))[..12];
    }

    /// <summary>
    /// The corpus with reviews beside it, and a hash of both. Reviews with the words of a corpus call are left out, so that nothing that is
    /// measured on was learnt from.
    /// </summary>
    internal static LabelledCorpus AddTo(LabelledCorpus corpus, IReadOnlyList<LabelledConversation> reviews)
    {
        if (reviews.Count == 0) return corpus;
        var known = corpus.Conversations.Select(WordsOf).ToHashSet(StringComparer.Ordinal);
        var added = reviews.Select(one => one with { Source = Source }).Where(one => !known.Contains(WordsOf(one))).ToList();
        var content = corpus.Hash + "\n" + string.Join('\n', added.Select(Write));
        return new([.. corpus.Conversations, .. added], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));
    }

    private static JsonObject ScoresOf(LabelledConversation conversation)
    {
        var scores = new JsonObject();
        if (conversation.Empathy is { } empathy) scores["empathy"] = empathy;
        if (conversation.Courtesy is { } courtesy) scores["courtesy"] = courtesy;
        if (conversation.Resolution is { } resolution) scores["resolution"] = Word(resolution);
        return scores;
    }

    private static JsonObject TurnOf(LabelledTurn turn)
    {
        var written = new JsonObject { ["speaker"] = turn.Speaker == Speaker.Agent ? "agent" : "customer", ["text"] = turn.Text };
        foreach (var (name, label) in new[] { ("empathy", turn.Empathy), ("courtesy", turn.Courtesy), ("act", turn.Act), ("emotion", turn.Emotion), ("outcome", turn.Outcome) })
            if (label is not null) written[name] = label;
        return written;
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
