using System.Text.Json.Nodes;
using CallQA.Transcription;

namespace CallQA.Interchange;

/// <summary>A transcript in the World Transcription Format (draft-howe-vcon-wtf-extension). What the format has no place for stands under <c>extensions.callqa</c>, so that it reads back whole.</summary>
public static class WtfTranscript
{
    /// <summary>What the format is called on the command line.</summary>
    public const string Name = "wtf";

    /// <summary>Our name as provider and among the extensions.</summary>
    internal const string Provider = "callqa";

    /// <summary>Numbers of the segments whose confidence nobody knows: the format demands one.</summary>
    internal const string Unrated = "segmentsWithoutConfidence";

    /// <summary>What our own form has beside.</summary>
    internal static readonly string[] Extras = ["origin", "languageConfidence", "redactions"];

    /// <summary>A call's transcript as a file of its own.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="TranscriptFormatException">It has no transcript, or one without times.</exception>
    public static string Write(EvaluatedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Transcript is { HasTimes: true } transcript
            ? Of(transcript, call.Call.TakenInAt).ToJsonString(CallQAJson.Indented) + "\n"
            : throw new TranscriptFormatException($"The call '{call.Call.Id}' has no transcript with times, which the format {Name} needs; export it as json or txt.");
    }

    /// <summary>The same as an object, for a vCon.</summary>
    /// <param name="transcript">All of its turns have times.</param>
    /// <param name="created">When it was made, at the latest.</param>
    internal static JsonObject Of(Transcript transcript, DateTimeOffset created)
    {
        var (segments, words) = (new JsonArray(), new JsonArray());
        foreach (var turn in transcript.Turns)
            segments.Add(Segment(turn, segments.Count, words));
        var wtf = new JsonObject
        {
            ["transcript"] = new JsonObject
            {
                ["text"] = string.Join(' ', transcript.Turns.Select(turn => turn.Text)),
                ["language"] = transcript.Language,
                ["duration"] = Seconds(transcript.Duration ?? transcript.Turns[^1].End!.Value),
                ["confidence"] = Confidence([.. transcript.Turns.Select(turn => turn.Confidence).OfType<double>()]),
            },
            ["segments"] = segments,
            ["metadata"] = new JsonObject
            {
                ["created_at"] = created.ToString("o"),
                ["processed_at"] = created.ToString("o"),
                ["provider"] = Provider,
                ["model"] = transcript.Origin is { } origin ? origin.Model ?? origin.Engine : "unknown",
            },
            ["extensions"] = new JsonObject { [Provider] = Rest(transcript) },
        };
        if (words.Count > 0)
            wtf["words"] = words;
        return wtf;
    }

    private static JsonObject Rest(Transcript transcript)
    {
        var own = JsonNode.Parse(TranscriptWriter.For("json").Write(transcript with { Turns = [] }))!.AsObject();
        var rest = new JsonObject { ["id"] = transcript.Id };
        foreach (var name in Extras)
            if (own[name] is { } value) rest[name] = value.DeepClone();
        var unrated = transcript.Turns.Index().Where(entry => entry.Item.Confidence is null).Select(entry => (JsonNode)entry.Index).ToArray();
        if (unrated.Length > 0) rest[Unrated] = new JsonArray(unrated);
        return rest;
    }

    private static JsonObject Segment(Turn turn, int number, JsonArray words)
    {
        var speaker = turn.Speaker.ToString().ToLowerInvariant();
        var segment = Part(number, turn.Start!.Value, turn.End!.Value, turn.Text, turn.Confidence ?? 1, speaker);
        if (turn.Words is { Count: > 0 } spoken)
        {
            segment["words"] = new JsonArray([.. Enumerable.Range(words.Count, spoken.Count).Select(word => (JsonNode)word)]);
            foreach (var word in spoken)
                words.Add(Part(words.Count, word.Start, word.End, word.Text, word.Confidence, speaker));
        }

        return segment;
    }

    private static JsonObject Part(int number, TimeSpan start, TimeSpan end, string text, double confidence, string speaker) => new()
    {
        ["id"] = number,
        ["start"] = Seconds(start),
        ["end"] = Seconds(end),
        ["text"] = text,
        ["confidence"] = confidence,
        ["speaker"] = speaker,
    };

    private static double Confidence(double[] confidences) => confidences.Length == 0 ? 1 : Math.Round(confidences.Average(), 4);

    private static decimal Seconds(TimeSpan time) => TranscriptTime.Number(time);
}
