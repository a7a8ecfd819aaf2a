using System.Globalization;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Interchange;

/// <summary>Whether a transcript that came with a recording can be that recording's.</summary>
internal static class TranscriptFit
{
    /// <summary>Compressed recordings are a little longer or shorter, depending on who decodes them.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    // Twice what the fastest speakers say on each channel, and a floor for very short recordings.
    private const double WordsPerSecond = 12;
    private const int FewestWords = 50;
    private const int LettersPerWord = 25;
    private const int LongestOrigin = 10_000;

    /// <summary>Why it cannot; null when it can.</summary>
    /// <param name="transcript">The transcript as it came.</param>
    /// <param name="call">The call as it is about to be taken in.</param>
    /// <param name="told">What the vCon tells about the call, before lists completed it.</param>
    public static string? Objection(Transcript transcript, Call call, CallMetadata told)
    {
        var seconds = call.Duration.TotalSeconds;
        if (transcript.Duration is { } length && (length - call.Duration).Duration() > Tolerance)
            return $"it is of a recording of {Shown(length)} s, and this one is {Shown(call.Duration)} s long";
        var last = transcript.Turns.Select(turn => turn.End ?? turn.Start).Max();
        if (last > call.Duration + Tolerance)
            return $"somebody speaks in it at {Shown(last.Value)} s, and the recording is {Shown(call.Duration)} s long";
        var most = FewestWords + (long)(WordsPerSecond * seconds * call.ChannelCount);
        if (transcript.Turns.Sum(turn => (long)Math.Max(CountWords(turn.Text), turn.Words?.Count ?? 0)) > most || transcript.Turns.Sum(turn => (long)turn.Text.Length) > most * LettersPerWord)
            return $"it has more words than anybody says in {Shown(call.Duration)} s";
        if (transcript.Redactions?.Count > most)
            return "more was taken out of it than it can have had words";
        if (call.Metadata.Language is { } language && language != transcript.Language)
            return $"it is in '{transcript.Language}', and the call is said to be in '{language}'";
        if (call.Metadata.ChannelMap is { } here && told.ChannelMap is { } there && !here.SequenceEqual(there))
            return "who is on which channel is said differently here";
        return IsPlain(transcript.Origin) ? null : "its origin is no plain text";
    }

    // It becomes a key: the sign that parts it there, and what no database keeps, have no place in it. A prompt may have lines.
    private static bool IsPlain(TranscriptOrigin? origin) => origin is null || new[] { origin.Engine, origin.Model, origin.Options }
        .All(part => part is null || (part.Length <= LongestOrigin && !part.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'))));

    private static int CountWords(string text)
    {
        var count = 0;
        for (var at = 0; at < text.Length; at++)
            if (!char.IsWhiteSpace(text[at]) && (at == 0 || char.IsWhiteSpace(text[at - 1]))) count++;
        return count;
    }

    private static string Shown(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
