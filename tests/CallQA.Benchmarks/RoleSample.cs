using System.IO.Compression;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Transcription;

namespace CallQA.Benchmarks;

/// <summary>A conversation whose roles are known.</summary>
internal sealed record RoleSample(string Language, IReadOnlyList<(bool IsAgent, string Text)> Turns)
{
    /// <summary>A conversation of the corpus.</summary>
    public static RoleSample Of(LabelledConversation conversation) =>
        new(conversation.Language, [.. conversation.Turns.Select(turn => (turn.Speaker == Speaker.Agent, turn.Text))]);

    /// <summary>Dialogues of a file: a turn a line, speaker, tab, text; an empty line between dialogues.</summary>
    public static async Task<List<RoleSample>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        await using var stream = path.EndsWith(".gz", StringComparison.Ordinal) ? (Stream)new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        var language = Path.GetFileName(path).Contains("_de", StringComparison.Ordinal) ? "de" : "en";
        var samples = new List<RoleSample>();
        var turns = new List<(bool, string)>();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Split('\t') is [var speaker, var text])
                turns.Add((speaker == "agent", text));
            else if (turns.Count > 0)
                (samples, turns) = ([.. samples, new RoleSample(language, turns)], []);
        }

        return turns.Count > 0 ? [.. samples, new RoleSample(language, turns)] : samples;
    }

    /// <summary>As a poor recogniser hears it: words dropped, mistaken for others, and added; may begin late and end early.</summary>
    /// <param name="rate">Share of words that are wrong.</param>
    /// <param name="from">First turn.</param>
    /// <param name="most">Most turns.</param>
    /// <param name="vocabulary">Words to mistake others for.</param>
    /// <param name="random">Draws.</param>
    public RoleSample Heard(double rate, int from, int most, IReadOnlyList<string> vocabulary, Random random) =>
        this with { Turns = [.. Turns.Skip(from).Take(most).Select(turn => (turn.IsAgent, Misheard(turn.Text, rate, vocabulary, random)))] };

    /// <summary>Turns for <see cref="SpeakerRoles"/>, the agent's voice being 0.</summary>
    public IReadOnlyList<VoicedTurn> ToTurns() => [.. Turns.Select(turn => new VoicedTurn(turn.IsAgent ? 0 : 1, new Turn(Speaker.Unknown, turn.Text)))];

    private static string Misheard(string text, double rate, IReadOnlyList<string> vocabulary, Random random)
    {
        var words = new List<string>();
        foreach (var word in WordErrorRate.Words(text))
        {
            var draw = random.NextDouble() / Math.Max(rate, 1e-9);
            if (draw is > 0.2 and < 0.75)
                words.Add(vocabulary[random.Next(vocabulary.Count)]);
            else if (draw >= 0.75)
                words.Add(word);
            if (draw is > 0.75 and < 1)
                words.Add(vocabulary[random.Next(vocabulary.Count)]);
        }

        return string.Join(' ', words);
    }
}
