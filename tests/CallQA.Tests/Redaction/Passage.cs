using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using CallQA.Redaction;
using CallQA.Transcription;

namespace CallQA.Tests.Redaction;

/// <summary>A spoken passage whose personal data is marked in its text: <c>&lt;iban&gt;DE 89 …&lt;/iban&gt;</c>.</summary>
internal sealed partial record Passage(string Id, string Language, bool Lure, IReadOnlyList<Passage.Said> Turns)
{
    /// <summary>What one party says, with marks.</summary>
    internal sealed record Said(Speaker Speaker, string Text);

    /// <summary>A half of the passages: <c>development</c> or <c>held-out</c>.</summary>
    public static IReadOnlyList<Passage> Half(string name) =>
        [.. File.ReadLines(Path.Combine(Path.GetDirectoryName(Here())!, "Passages", name + ".jsonl")).Select(line => JsonSerializer.Deserialize<Passage>(line, CallQAJson.Compact)!)];

    /// <summary>The passage as it was heard.</summary>
    public Transcript Transcript => new(Id, Language, [.. Turns.Select(turn => new Turn(turn.Speaker, Mark().Replace(turn.Text, "")))]);

    /// <summary>The words of the personal data, in the order of the passage.</summary>
    public IReadOnlyList<Finding> Expected => [.. Turns.SelectMany((turn, number) => ExpectedIn(turn.Text, number))];

    private static IEnumerable<Finding> ExpectedIn(string text, int turn)
    {
        var (word, first, kind) = (0, 0, "");
        foreach (var token in text.Split(' '))
        {
            if (Mark().Match(token) is { Success: true } opening && !token[opening.Index..].StartsWith("</", StringComparison.Ordinal))
                (first, kind) = (word, opening.Groups[1].Value);
            if (token.Contains("</", StringComparison.Ordinal))
                yield return new Finding(Enum.Parse<PersonalDataKind>(kind, ignoreCase: true), turn, first, word - first + 1);
            word++;
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex("</?([a-zA-Z]+)>")]
    private static partial Regex Mark();
}
