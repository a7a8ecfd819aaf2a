using System.Text.Json;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Interchange;

/// <summary>What CallQA itself wrote into a vCon about its recording. What cannot be read is told and left: the recording is good without it.</summary>
/// <param name="vcon">The vCon.</param>
/// <param name="dialog">Index of the recording among the dialogs: what is said of another one is passed over.</param>
/// <param name="path">The file, for messages.</param>
internal sealed class VconAnalyses(JsonElement vcon, int dialog, string path)
{
    /// <summary>What the telephone system knew.</summary>
    /// <exception cref="JsonException">It is not in the form.</exception>
    public CallMetadata? Metadata() => Find(VconTerms.CallSchema) is { } found ? found.GetProperty("body").Deserialize<CallMetadata>(CallQAJson.Compact) : null;

    /// <summary>The transcript, or why it cannot be read.</summary>
    public (Transcript? Transcript, string? Problem) Transcript()
    {
        try
        {
            return (Find(VconTerms.TranscriptSchema) is { } found ? TranscriptReader.Parse(JsonSerializer.SerializeToUtf8Bytes(found.GetProperty("body")), path)[0] : null, null);
        }
        catch (Exception exception) when (exception is TranscriptFormatException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, "it is not in the documented form");
        }
    }

    /// <summary>The evaluation, or why it cannot be read.</summary>
    public (Evaluation? Evaluation, string? Problem) Evaluation()
    {
        try
        {
            return (Find(VconTerms.EvaluationSchema) is { } found ? found.GetProperty("body").Deserialize<Evaluation>(CallQAJson.Compact) : null, null);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or NotSupportedException)
        {
            return (null, "it is not in the documented form");
        }
    }

    /// <summary>The scorecard that the evaluation answers, as YAML.</summary>
    public string? Scorecard() =>
        Find(VconTerms.ScorecardSchema) is { } found && found.TryGetProperty("body", out var body) ? VconReader.Text(body, "source") : null;

    private JsonElement? Find(string schema) =>
        VconReader.Items(vcon, "analysis").FirstOrDefault(analysis => VconReader.Text(analysis, "schema") == schema && IsAboutIt(analysis)) is { ValueKind: JsonValueKind.Object } found ? found : null;

    private bool IsAboutIt(JsonElement analysis) => !analysis.TryGetProperty("dialog", out var about)
        || (about.ValueKind == JsonValueKind.Array ? about.EnumerateArray().Any(IsIt) : IsIt(about));

    private bool IsIt(JsonElement index) => index.ValueKind == JsonValueKind.Number && index.TryGetInt32(out var number) && number == dialog;
}
