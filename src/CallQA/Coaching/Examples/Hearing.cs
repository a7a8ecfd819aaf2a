using CallQA.Measurement;
using CallQA.Transcription;

namespace CallQA.Coaching.Examples;

/// <summary>Places a moment in the recording and says how well it can be heard there.</summary>
public static class Hearing
{
    // Of transcripts that came without confidence nothing is known.
    private const double Unknown = 0.7;

    /// <summary>Fills in times and quality: the mean confidence of the recognised turns, less the share in which both sides speak.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="transcript">What was said.</param>
    /// <param name="metrics">Conversation metrics of the same transcript; null where unknown.</param>
    /// <returns>The moment, or null when it cannot be placed: the transcript has other turns, or no times there.</returns>
    public static ExampleMoment? Place(ExampleMoment moment, Transcript transcript, ConversationMetrics? metrics)
    {
        var turns = transcript.Turns.Skip(moment.FirstTurn).Take(moment.LastTurn - moment.FirstTurn + 1).ToList();
        var start = moment.Start ?? turns.FirstOrDefault()?.Start;
        var end = moment.End ?? turns.LastOrDefault(turn => turn.End is not null)?.End;
        if (turns.Count == 0 || start is null || end is null || end <= start) return null;
        var overlap = (metrics?.Spans ?? []).Where(span => span.Kind == MetricSpanKind.Overtalk).Sum(span => Shared(span, start.Value, end.Value));
        return moment with { Start = start, End = end, Quality = turns.Average(turn => turn.Confidence ?? Unknown) * (1 - Math.Min(1, overlap / (end.Value - start.Value).TotalSeconds)) };
    }

    private static double Shared(MetricSpan span, TimeSpan start, TimeSpan end) =>
        Math.Max(0, ((span.End < end ? span.End : end) - (span.Start > start ? span.Start : start)).TotalSeconds);
}
