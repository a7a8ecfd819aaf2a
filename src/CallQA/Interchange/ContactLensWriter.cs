using System.Globalization;
using System.Text.Json.Nodes;
using CallQA.Measurement;
using CallQA.Transcription;

namespace CallQA.Interchange;

/// <summary>
/// Writes calls in the form that Amazon Connect's Contact Lens writes, as far as CallQA knows what stands there: turns, sentiment of the customer, talk time and speed,
/// silence and interruptions. Loudness, issues and categories are left out.
/// </summary>
public static class ContactLensWriter
{
    /// <summary>Name of the form on the command line and end of the files' names.</summary>
    public const string Name = "contact-lens";

    /// <summary>Writes one call.</summary>
    /// <param name="call">The call; its transcript must have times.</param>
    /// <returns>JSON, indented.</returns>
    /// <exception cref="TranscriptFormatException">There is no transcript, or it has no times.</exception>
    public static string Write(EvaluatedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Transcript is not { } transcript || transcript.Turns.Any(turn => turn is not { Start: not null, End: not null }))
            throw new TranscriptFormatException($"The call '{call.Call.Id}' has no transcript with times, which {Name} files need; export it as vcon.");
        var analysis = new JsonObject
        {
            ["Channel"] = "VOICE",
            ["ContentMetadata"] = new JsonObject { ["Output"] = transcript.Redactions is { Count: > 0 } ? "Redacted" : "Raw" },
            ["JobStatus"] = "COMPLETED",
            ["LanguageCode"] = transcript.Language,
            ["CustomerMetadata"] = new JsonObject { ["ContactId"] = call.Call.Id },
            ["Participants"] = new JsonArray([.. transcript.Turns.Select(turn => Id(turn.Speaker)).Distinct().Order(StringComparer.Ordinal).Select(Participant)]),
            ["Transcript"] = new JsonArray([.. transcript.Turns.Select((turn, index) => Turn(call, turn, index))]),
            ["ConversationCharacteristics"] = Characteristics(call),
        };
        return analysis.ToJsonString(CallQAJson.Indented) + "\n";
    }

    private static JsonObject Participant(string id) => new() { ["ParticipantId"] = id, ["ParticipantRole"] = id };

    private static JsonObject Turn(EvaluatedCall call, Turn turn, int index)
    {
        var written = new JsonObject
        {
            ["Id"] = string.Create(CultureInfo.InvariantCulture, $"{call.Call.Id}-{index + 1}"),
            ["ParticipantId"] = Id(turn.Speaker),
            ["BeginOffsetMillis"] = Milliseconds(turn.Start!.Value),
            ["EndOffsetMillis"] = Milliseconds(turn.End!.Value),
            ["Content"] = turn.Text,
        };
        if (turn.Speaker == Speaker.Customer && call.Evaluation?.CustomerEmotions is { } emotions)
            written["Sentiment"] = SentimentOf(emotions.FirstOrDefault(emotion => emotion.Turn == index)?.Emotion);
        if (call.Transcript!.Redactions?.Where(span => span.Turn == index && span is { Start: not null, End: not null }).ToList() is { Count: > 0 } spans)
            written["Redaction"] = new JsonObject { ["RedactedTimestamps"] = new JsonArray([.. spans.Select(span => Stretch(span.Start!.Value, span.End!.Value))]) };
        return written;
    }

    private static string SentimentOf(string? emotion) => emotion switch
    {
        "satisfied" or "grateful" => "POSITIVE",
        "frustrated" or "angry" or "worried" or "sad" => "NEGATIVE",
        _ => "NEUTRAL",
    };

    private static JsonObject Characteristics(EvaluatedCall call)
    {
        var found = new JsonObject { ["TotalConversationDurationMillis"] = Milliseconds(call.Transcript!.Duration ?? call.Call.Duration) };
        if (call.Metrics is not { } metrics)
            return found;
        found["Interruptions"] = new JsonObject
        {
            ["TotalCount"] = metrics.Agent.Interruptions + metrics.Customer.Interruptions,
            ["InterruptionsByInterrupter"] = new JsonObject { ["AGENT"] = Instances(metrics, MetricSpanKind.Overtalk, Speaker.Agent), ["CUSTOMER"] = Instances(metrics, MetricSpanKind.Overtalk, Speaker.Customer) },
        };
        found["NonTalkTime"] = new JsonObject { ["TotalTimeMillis"] = Milliseconds(metrics.Silence), ["Instances"] = Instances(metrics, MetricSpanKind.DeadAir) };
        found["TalkSpeed"] = new JsonObject { ["DetailsByParticipant"] = new JsonObject { ["AGENT"] = Speed(metrics.Agent), ["CUSTOMER"] = Speed(metrics.Customer) } };
        found["TalkTime"] = new JsonObject
        {
            ["TotalTimeMillis"] = Milliseconds(metrics.Agent.TalkTime + metrics.Customer.TalkTime - metrics.Overtalk),
            ["DetailsByParticipant"] = new JsonObject { ["AGENT"] = Time(metrics.Agent), ["CUSTOMER"] = Time(metrics.Customer) },
        };
        return found;
    }

    private static JsonArray Instances(ConversationMetrics metrics, MetricSpanKind kind, Speaker? by = null) =>
        new([.. metrics.Spans.Where(span => span.Kind == kind && (by is null || span.By == by)).Select(span => Stretch(span.Start, span.End))]);

    private static JsonObject Stretch(TimeSpan start, TimeSpan end) => new() { ["BeginOffsetMillis"] = Milliseconds(start), ["EndOffsetMillis"] = Milliseconds(end) };

    private static JsonObject Speed(SpeakerMetrics speaker) =>
        speaker.WordsPerMinute is { } pace ? new() { ["AverageWordsPerMinute"] = Math.Round(pace, 1) } : [];

    private static JsonObject Time(SpeakerMetrics speaker) => new() { ["TotalTimeMillis"] = Milliseconds(speaker.TalkTime) };

    private static long Milliseconds(TimeSpan time) => (long)Math.Round(time.TotalMilliseconds);

    private static string Id(Speaker speaker) => speaker.ToString().ToUpperInvariant();
}
