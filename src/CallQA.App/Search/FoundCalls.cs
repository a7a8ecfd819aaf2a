using CallQA.Transcription;

namespace CallQA.App.Search;

/// <summary>A turn that was found.</summary>
/// <param name="Turn">Index in the transcript.</param>
/// <param name="Speaker">Who says it.</param>
/// <param name="Start">Where it begins in the recording; null when unknown.</param>
/// <param name="Emotion">What the models hear in it; null for nothing.</param>
/// <param name="Parts">What is said.</param>
public sealed record FoundTurn(int Turn, Speaker Speaker, TimeSpan? Start, string? Emotion, IReadOnlyList<SnippetPart> Parts);

/// <summary>A call that was found.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Agent">Its agent.</param>
/// <param name="Queue">Its telephone queue.</param>
/// <param name="Listed">Its start, or its intake where that is unknown.</param>
/// <param name="Duration">Length of the recording.</param>
/// <param name="Overall">The result that was asked for, the machine's or people's, 0–100; null where it is hidden from the reader.</param>
/// <param name="Turns">The first turns found in it; none when only calls were asked for.</param>
/// <param name="More">Turns found beyond those.</param>
public sealed record FoundCall(
    string CallId, string? Agent, string? Queue, DateTimeOffset Listed, TimeSpan Duration, double? Overall, IReadOnlyList<FoundTurn> Turns, int More);

/// <summary>One page of what was found, latest call first.</summary>
/// <param name="Calls">The calls.</param>
/// <param name="Count">How many calls there are in all.</param>
/// <param name="Exact">Whether <see cref="Count"/> is all, or only as far as was counted.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
internal sealed record FoundCalls(IReadOnlyList<FoundCall> Calls, int Count, bool Exact, long? Next)
{
    public static FoundCalls None { get; } = new([], 0, true, null);
}
