using System.Text.Json;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Corpus;

/// <summary>What a corpus folder says of where its conversations come from, in <c>provenance.json</c>.</summary>
/// <param name="Sha256">Hash of the corpus that it speaks of, see <see cref="LabelledCorpus.Hash"/>.</param>
/// <param name="Written">When its conversations were written or recorded.</param>
/// <param name="Licence">Under what terms they may be used.</param>
/// <param name="Statement">Who wrote and who labelled them, in sentences.</param>
internal sealed record CorpusProvenance(string Sha256, string Written, string Licence, string Statement)
{
    public const string FileName = "provenance.json";

    /// <summary>What a folder says of its corpus; null where it says nothing, or speaks of another than lies there now.</summary>
    /// <exception cref="InputException">The file is malformed or cannot be read.</exception>
    public static async Task<CorpusProvenance?> ReadAsync(string directory, string hash, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            await using var file = File.OpenRead(path);
            var said = await JsonSerializer.DeserializeAsync<CorpusProvenance>(file, ModelManifest.Json, cancellationToken);
            return said?.Sha256 == hash ? said : null;
        }
        catch (JsonException problem)
        {
            throw new InputException(
                InputFault.Settings, $"{path}, line {problem.LineNumber + 1} is not valid; write an object with the texts sha256, written, licence and statement.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(InputFault.Unreadable, $"{path} cannot be read; allow this user to read it, or take it away.", problem);
        }
    }
}
