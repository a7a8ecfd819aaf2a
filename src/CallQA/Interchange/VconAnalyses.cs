using System.Text.Json;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Interchange;

/// <summary>What CallQA itself wrote into a vCon about its recording, and transcripts that others wrote in a form that is read here. What cannot be read is told and left: the recording is good without it.</summary>
/// <param name="vcon">The vCon.</param>
/// <param name="dialog">Index of the recording among the dialogs: what is said of another one is passed over.</param>
/// <param name="path">The file, for messages.</param>
internal sealed class VconAnalyses(JsonElement vcon, int dialog, string path)
{
    /// <summary>Most reviews that are read: no call is reviewed so often.</summary>
    public const int MostReviews = 100;

    /// <summary>What the telephone system knew.</summary>
    /// <exception cref="JsonException">It is not in the form.</exception>
    public CallMetadata? Metadata() => Find(VconTerms.CallSchema) is { } found ? found.GetProperty("body").Deserialize<CallMetadata>(CallQAJson.Compact) : null;

    /// <summary>The transcript, ours or else one in the World Transcription Format, or why it cannot be read.</summary>
    public (Transcript? Transcript, string? Problem) Transcript()
    {
        try
        {
            if (Find(VconTerms.TranscriptSchema) is { } own) return (Parse(own), null);
            if (Find(analysis => VconReader.Text(analysis, "type") == VconTerms.Wtf) is not { } other) return (null, null);
            var transcript = Parse(other);
            return transcript.Turns.Select(turn => turn.Speaker).Intersect([Speaker.Agent, Speaker.Customer]).Count() == 2
                ? (transcript, null)
                : (null, "it does not tell agent and customer apart");
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

    /// <summary>What people submitted about the call, as it stands there.</summary>
    public IReadOnlyList<string> Reviews() =>
        [.. FindAll(analysis => VconReader.Text(analysis, "schema") == VconTerms.ReviewSchema).Take(MostReviews).Select(found => found.TryGetProperty("body", out var body) ? body.GetRawText() : "null")];

    private Transcript Parse(JsonElement analysis) => TranscriptReader.Parse(JsonSerializer.SerializeToUtf8Bytes(analysis.GetProperty("body")), path)[0];

    private JsonElement? Find(string schema) => Find(analysis => VconReader.Text(analysis, "schema") == schema);

    private JsonElement? Find(Func<JsonElement, bool> isIt) =>
        FindAll(isIt).FirstOrDefault() is { ValueKind: JsonValueKind.Object } found ? found : null;

    private IEnumerable<JsonElement> FindAll(Func<JsonElement, bool> isIt) => VconReader.Items(vcon, "analysis").Where(analysis => isIt(analysis) && IsAboutIt(analysis));

    private bool IsAboutIt(JsonElement analysis) => !analysis.TryGetProperty("dialog", out var about)
        || (about.ValueKind == JsonValueKind.Array ? about.EnumerateArray().Any(IsIt) : IsIt(about));

    private bool IsIt(JsonElement index) => index.ValueKind == JsonValueKind.Number && index.TryGetInt32(out var number) && number == dialog;
}
