using CallQA.Transcription;

namespace CallQA.Coaching.Clips;

/// <summary>A stretch of a recording that is cut out.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, after <paramref name="Start"/>.</param>
public readonly record struct ClipSpan(TimeSpan Start, TimeSpan End)
{
    /// <summary>Air before the first and after the last word, where there is that much.</summary>
    public static readonly TimeSpan Air = TimeSpan.FromSeconds(0.3);

    // A word taken in may overlap with the other side's next; more than that is two people talking on and on.
    private const int Rounds = 3;

    /// <summary>How long it is.</summary>
    public TimeSpan Length => End - Start;

    /// <summary>Moves the ends to the boundaries of words, so that none is cut, and adds a little air, which holds no part of another word.</summary>
    /// <param name="transcript">What was said; turns without times of their words do not move anything.</param>
    /// <param name="duration">Length of the recording, beyond which nothing reaches.</param>
    public ClipSpan ToWords(Transcript transcript, TimeSpan duration)
    {
        var words = transcript.Turns.SelectMany(turn => turn.Words ?? []).ToList();
        var (start, end) = (Start, End);
        for (var round = 0; round < Rounds; round++)
        {
            start = words.Where(word => word.Start < start && word.End > start).Select(word => word.Start).Append(start).Min();
            end = words.Where(word => word.Start < end && word.End > end).Select(word => word.End).Append(end).Max();
        }

        var before = words.Where(word => word.End <= start).Select(word => word.End).Append(start - Air).Append(TimeSpan.Zero).Max();
        var after = words.Where(word => word.Start >= end).Select(word => word.Start).Append(end + Air).Append(duration).Min();
        return new(before < start ? before : start, after > end ? after : end < duration ? end : duration);
    }
}
