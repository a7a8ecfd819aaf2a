using System.Text.Json.Nodes;
using CallQA.Transcription;

namespace CallQA.Interchange;

/// <summary>A transcript in the form of draft-howe-vcon-wtf-extension.</summary>
internal static class WtfTranscript
{
    /// <summary>Writes a transcript.</summary>
    /// <param name="transcript">All of its turns have times.</param>
    /// <param name="created">When it was made, at the latest.</param>
    public static JsonObject Of(Transcript transcript, DateTimeOffset created)
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
                ["provider"] = "callqa",
                ["model"] = transcript.Origin is { } origin ? origin.Model ?? origin.Engine : "unknown",
            },
        };
        if (words.Count > 0)
            wtf["words"] = words;
        return wtf;
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

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);
}
