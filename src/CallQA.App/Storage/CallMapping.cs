using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.App.Storage;

/// <summary>Between the rows of the database and the records that flow.</summary>
internal static class CallMapping
{
    public static CallRow ToRow(Call call, string id)
    {
        var row = new CallRow
        {
            Id = id,
            Digest = CallDigest.Of(id),
            ContentHash = call.ContentHash,
            FileName = call.FileName,
            DurationTicks = call.Duration.Ticks,
            SampleRate = call.SampleRate,
            ChannelCount = call.ChannelCount,
            Metadata = "",
            Stage = call.Stage,
            TakenInUtc = Utc(call.TakenInAt),
            Quarantine = call.Quarantine,
        };
        SetMetadata(row, call.Metadata);
        return row;
    }

    public static void SetMetadata(CallRow row, CallMetadata metadata)
    {
        row.Metadata = StoredJson.Write(metadata);
        row.AgentId = Kept(metadata.AgentId);
        row.AgentName = Kept(metadata.AgentName);
        row.Queue = Kept(metadata.Queue);
        row.CustomerName = Kept(metadata.CustomerName);
        row.Source = metadata.Source;
        row.StartUtc = metadata.StartTime is { } start ? Utc(start) : null;
        row.ListedUtc = row.StartUtc ?? row.TakenInUtc;
    }

    public static CallMetadata MetadataOf(CallRow row) => StoredJson.Read<CallMetadata>(row.Metadata) with { CustomerName = row.CustomerName };

    public static Call ToCall(CallRow row) => new(
        row.Id,
        row.ContentHash,
        row.FileName,
        TimeSpan.FromTicks(row.DurationTicks),
        row.SampleRate,
        row.ChannelCount,
        MetadataOf(row),
        row.Stage,
        new DateTimeOffset(row.TakenInUtc),
        row.Quarantine);

    public static TranscriptRow ToRow(string callId, Transcript transcript) => new()
    {
        CallId = callId,
        OriginKey = OriginKey(transcript.Origin),
        Document = StoredJson.Write(transcript),
        Redactions = Redactions(transcript),
    };

    /// <summary>What playback needs of a transcript's redactions; null when nothing was taken out.</summary>
    public static string? Redactions(Transcript transcript) => transcript.Redactions is { Count: > 0 } spans ? StoredJson.Write(spans) : null;

    public static EvaluationRow ToRow(Evaluation evaluation, long transcriptId) => new()
    {
        CallId = evaluation.CallId,
        TranscriptId = transcriptId,
        Evaluator = evaluation.Evaluator,
        Scorecard = evaluation.Scorecard,
        Model = evaluation.Model,
        Empathy = evaluation.Scores.Empathy.Score,
        Courtesy = evaluation.Scores.Courtesy.Score,
        Resolution = evaluation.Scores.Resolution.Score,
        Overall = evaluation.Overall,
        NeedsReview = evaluation.NeedsReview,
        EvaluatedUtc = Utc(evaluation.EvaluatedAt),
        Document = StoredJson.Write(evaluation),
    };

    public static EvaluatedCall ToEvaluatedCall(CallRow call, EvaluationRow? evaluation, ReviewResult? review = null) => new(
        ToCall(call),
        call.CurrentTranscript is { } transcript ? StoredJson.Read<Transcript>(transcript.Document) : null,
        call.CurrentTranscript?.Metrics is { } metrics ? StoredJson.Read<ConversationMetrics>(metrics) : null,
        evaluation is null ? null : StoredJson.Read<Evaluation>(evaluation.Document))
    {
        Review = review,
    };

    /// <summary>One text for an origin; the separator cannot occur inside the parts.</summary>
    public static string OriginKey(TranscriptOrigin? origin) =>
        origin is null ? "" : string.Join('\u001f', origin.Engine, origin.Model, origin.Options);

    /// <summary>Names of the properties that both know and tell differently: what was known first counts.</summary>
    public static IReadOnlyList<string> Conflicts(CallMetadata known, CallMetadata more) =>
    [
        .. typeof(CallMetadata).GetProperties()
            .Where(property => property.SetMethod is not null && property.GetValue(known) is { } old && property.GetValue(more) is { } other
                && StoredJson.Write(old) != StoredJson.Write(other))
            .Select(property => property.Name),
    ];

    /// <summary>PostgreSQL keeps no NUL in a text; both databases get the same.</summary>
    public static string? Kept(string? text) => text?.Replace('\0', ' ');

    /// <summary>PostgreSQL keeps microseconds; both databases get the same.</summary>
    public static DateTime Utc(DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
