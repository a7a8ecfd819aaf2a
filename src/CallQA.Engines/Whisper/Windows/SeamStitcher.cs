using CallQA.Engines.Whisper.Decoding;

namespace CallQA.Engines.Whisper.Windows;

/// <summary>
/// Joins the texts of two windows that overlap because speech was cut: where both heard the same words the first window is left and the
/// second taken up, so that no word is lost or comes twice.
/// </summary>
internal static class SeamStitcher
{
    /// <summary>The same word heard from both sides may be timed so far apart, in seconds.</summary>
    private const double Tolerance = 0.5;

    /// <summary>The segments of both windows without what is doubled, each in its own window's time.</summary>
    /// <param name="before">Segments with words of the first window.</param>
    /// <param name="after">Segments with words of the second window.</param>
    /// <param name="shift">Seconds that the second window starts after the first.</param>
    /// <param name="overlap">Seconds that both have in common.</param>
    public static (List<Segment> Before, List<Segment> After) Stitch(
        IReadOnlyList<Segment> before, IReadOnlyList<Segment> after, double shift, double overlap)
    {
        var first = before.SelectMany(segment => segment.Words!).Where(word => word.End > shift - Tolerance).ToList();
        var second = after.SelectMany(segment => segment.Words!).Where(word => word.Start < overlap + Tolerance).ToList();
        var (end, start, length) = LongestRun(first, second, shift);
        // Where only one side heard anything, all of it is kept.
        if (first.Count == 0 || second.Count == 0)
            return ([.. before], [.. after]);
        var keptFirst = length > 0 ? first.Take(end + 1) : first.Where(word => Middle(word) < shift + (overlap / 2));
        var keptSecond = length > 0 ? second.Skip(start + 1) : second.Where(word => Middle(word) >= overlap / 2);
        return (Without(before, first.Except(keptFirst)), Without(after, second.Except(keptSecond)));
    }

    /// <summary>Last places, in both lists, of the longest run of words that they share.</summary>
    private static (int First, int Second, int Length) LongestRun(List<TimedWord> first, List<TimedWord> second, double shift)
    {
        var best = (First: -1, Second: -1, Length: 0);
        var lengths = new int[first.Count + 1, second.Count + 1];
        for (var i = 0; i < first.Count; i++)
        {
            for (var j = 0; j < second.Count; j++)
            {
                if (!IsSame(first[i], second[j], shift))
                    continue;
                lengths[i + 1, j + 1] = lengths[i, j] + 1;
                if (lengths[i + 1, j + 1] > best.Length)
                    best = (i, j, lengths[i + 1, j + 1]);
            }
        }

        return best;
    }

    private static bool IsSame(TimedWord a, TimedWord b, double shift) =>
        Math.Abs(Middle(a) - Middle(b) - shift) < Tolerance && Letters(a.Text).Equals(Letters(b.Text), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string word) => string.Concat(word.Where(char.IsLetterOrDigit));

    private static double Middle(TimedWord word) => (word.Start + word.End) / 2;

    private static List<Segment> Without(IEnumerable<Segment> segments, IEnumerable<TimedWord> dropped)
    {
        var gone = dropped.ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. from segment in segments
                   let words = segment.Words!.Where(word => !gone.Contains(word)).ToList()
                   where words.Count > 0
                   select segment.Part(words)];
    }
}
