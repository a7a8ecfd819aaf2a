using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>What a model said about one held-out call.</summary>
/// <param name="Id">The call.</param>
/// <param name="Words">Digest of what is said in it: a call that was rewritten is another call.</param>
/// <param name="Scores">One a criterion, counted from 0.</param>
internal sealed record HeldOutCall(string Id, string Words, IReadOnlyList<int> Scores);

/// <summary>
/// The scores a model gave to the held-out calls, kept beside it, so that a later candidate can be compared with it even when the program
/// no longer computes the features that it was fitted with.
/// </summary>
internal sealed record HeldOutScores(IReadOnlyList<HeldOutCall> Calls)
{
    public const string FileName = "held-out.json";

    public static HeldOutScores Of(IEnumerable<EvaluatedCall> calls) => new(
        [.. calls.Select(call => new HeldOutCall(
            call.Labels.Id, DigestOf(call.Labels), [.. Criterion.All.Select(criterion => call.Predictions[criterion.Name].Score)]))]);

    /// <summary>Reads what is kept in a model folder; null where nothing readable is.</summary>
    public static async Task<HeldOutScores?> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(Path.Combine(directory, FileName));
            return await JsonSerializer.DeserializeAsync<HeldOutScores>(file, ModelManifest.Json, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public string ToJson() => "{\"calls\":[\n" + string.Join(",\n", Calls.Select(call => JsonSerializer.Serialize(call, OneLine))) + "\n]}\n";

    /// <summary>What was said about a call; null when it was not scored or has been rewritten since.</summary>
    public HeldOutCall? Find(LabelledConversation call)
    {
        var digest = DigestOf(call);
        return Calls.FirstOrDefault(one => one.Id == call.Id && one.Words == digest);
    }

    private static JsonSerializerOptions OneLine { get; } = new(ModelManifest.Json) { WriteIndented = false };

    private static string DigestOf(LabelledConversation call)
    {
        var text = string.Join('\n', call.Turns.Select(turn => turn.Speaker + " " + turn.Text));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
