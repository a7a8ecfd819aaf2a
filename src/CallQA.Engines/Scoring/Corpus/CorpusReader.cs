using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CallQA.Engines.Scoring.Corpus;

/// <summary>
/// Reads a corpus folder: <c>split.json</c> and JSON Lines under <c>calls/</c>, <c>exchanges/</c> and <c>endings/</c>
/// (the last two may be missing).
/// </summary>
public static class CorpusReader
{
    private static readonly (string Folder, ConversationKind Kind)[] Folders =
    [
        ("calls", ConversationKind.Call), ("exchanges", ConversationKind.Exchange), ("endings", ConversationKind.Ending),
    ];

    /// <summary>Reads all conversations.</summary>
    /// <param name="directory">The corpus folder.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <exception cref="InputException">Something is missing or malformed; the sentence names file and line.</exception>
    public static async Task<LabelledCorpus> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var split = ReadSplit(await ReadFileAsync(directory, "split.json", hash, cancellationToken), Path.Combine(directory, "split.json"));
        var conversations = new List<LabelledConversation>();
        foreach (var (folder, kind) in Folders)
        {
            foreach (var name in FilesIn(directory, folder))
            {
                var text = await ReadFileAsync(directory, name, hash, cancellationToken);
                conversations.AddRange(ParseLines(Path.Combine(directory, name), text, kind, split, cancellationToken));
            }
        }

        RefuseDoubles(conversations);
        if (!conversations.Any(conversation => conversation.Kind == ConversationKind.Call))
            throw new InputException(InputFault.Settings, $"{directory} holds no calls; put JSON Lines files into its folder calls.");
        return new(conversations, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Reads all conversations of one JSON Lines file that belongs to no corpus; scores and labels may be missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops between two lines.</param>
    /// <exception cref="InputException">The file cannot be read or is malformed; the sentence names file and line.</exception>
    public static async Task<LabelledCorpus> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = await ReadFileAsync(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path), hash, cancellationToken);
        var conversations = new List<LabelledConversation>();
        foreach (var (line, index) in text.Split('\n').Select((line, index) => (line, index)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!string.IsNullOrWhiteSpace(line))
                conversations.Add(new CorpusLine(path, index + 1).ParseAlone(line));
        }

        return conversations.Count > 0
            ? new(conversations, Convert.ToHexStringLower(hash.GetHashAndReset()))
            : throw new InputException(InputFault.Settings, $"{path} holds no conversation; write one JSON object a line.");
    }

    private static IEnumerable<LabelledConversation> ParseLines(
        string file, string text, ConversationKind kind, Dictionary<string, CorpusPart> split, CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return new CorpusLine(file, number).Parse(line, kind, split);
        }
    }

    private static IEnumerable<string> FilesIn(string directory, string folder)
    {
        var path = Path.Combine(directory, folder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.jsonl").Select(file => folder + "/" + Path.GetFileName(file)).Order(StringComparer.Ordinal)
            : [];
    }

    private static async Task<string> ReadFileAsync(
        string directory, string name, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, name);
        try
        {
            // Line ends may differ between checkouts; the hash must not.
            var text = (await File.ReadAllTextAsync(path, cancellationToken)).ReplaceLineEndings("\n");
            hash.AppendData(Encoding.UTF8.GetBytes(name + "\n" + text));
            return text;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(InputFault.Unreadable, $"{path} cannot be read; give the folder that holds split.json and calls.", problem);
        }
    }

    private static Dictionary<string, CorpusPart> ReadSplit(string json, string path)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<Dictionary<string, string[]>>(json) ?? [];
            var split = new Dictionary<string, CorpusPart>(StringComparer.Ordinal);
            foreach (var (name, ids) in parts)
            {
                if (!Enum.TryParse<CorpusPart>(name, ignoreCase: true, out var part))
                    throw new InputException(InputFault.Settings, $"{path} names the part '{name}'; write train, validation or test.");
                foreach (var id in ids)
                {
                    if (!split.TryAdd(id, part))
                        throw new InputException(InputFault.Settings, $"{path} assigns '{id}' twice; a conversation belongs to one part.");
                }
            }

            return split;
        }
        catch (JsonException problem)
        {
            throw new InputException(
                InputFault.Settings, $"{path}, line {problem.LineNumber + 1} is not valid; write an object with the lists train, validation and test.", problem);
        }
    }

    private static void RefuseDoubles(List<LabelledConversation> conversations)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var conversation in conversations)
        {
            if (!seen.TryAdd(conversation.Id, conversation.Source))
                throw new InputException(
                    InputFault.Settings, $"{conversation.Source}.jsonl holds '{conversation.Id}', which {seen[conversation.Id]}.jsonl holds too; give it another id.");
        }
    }
}
