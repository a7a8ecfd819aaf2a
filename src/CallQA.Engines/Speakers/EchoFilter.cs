using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Engines.Speakers;

/// <summary>
/// Takes from each of two channels the speech that is only the other channel's, heard again: cross-talk and echo. It goes by the
/// sound, so that two people who say the same word at once are both kept.
/// </summary>
internal static class EchoFilter
{
    private const double Alike = 0.7;
    private const double MuchAlike = 0.85;
    private const double QuieterByDecibels = 3;

    /// <summary>What is surely the same sound is kept on the louder channel, however little louder.</summary>
    private const double AtAllQuieterByDecibels = 0.5;

    /// <summary>An echo comes with one delay; two milliseconds are left to the measurement.</summary>
    private const int SameDelay = SlowAudio.Rate / 500;

    private const int FewestPieces = 2;
    private const double SteadyDecibels = 2;
    private const double NearlyAll = 0.9;

    /// <summary>What remains of a span must be a word.</summary>
    private const int ShortestRest = VoiceActivityDetector.SampleRate / 4;

    /// <summary>Looks both channels through.</summary>
    /// <param name="channels">Two channels at 16 kHz.</param>
    /// <param name="speech">Where each has speech.</param>
    /// <param name="cancellationToken">Stops between stretches of half a minute.</param>
    /// <returns>The speech of each channel that is its own; null when both are one and the same signal.</returns>
    public static IReadOnlyList<IReadOnlyList<SpeechSpan>>? Own(
        IReadOnlyList<ChannelAudio> channels, IReadOnlyList<IReadOnlyList<SpeechSpan>> speech, CancellationToken cancellationToken)
    {
        var first = ChannelMatcher.Match(channels[0], speech[0], channels[1], cancellationToken);
        var second = ChannelMatcher.Match(channels[1], speech[1], channels[0], cancellationToken);
        if (IsCopy(first) && IsCopy(second))
            return null;
        return [Without(speech[0], Echoes(first)), Without(speech[1], Echoes(second))];
    }

    /// <summary>True when nearly everything is in the other channel, always as loud and as late.</summary>
    private static bool IsCopy(IReadOnlyList<ChannelMatch> matches)
    {
        if (matches.Count < FewestPieces)
            return false;
        var (delay, level) = (Median(matches.Select(match => (double)match.Delay)), Median(matches.Select(match => match.Decibels)));
        return matches.Count(match =>
            match.Likeness > MuchAlike
            && Math.Abs(match.Delay - delay) <= SameDelay
            && Math.Abs(match.Decibels - level) < SteadyDecibels) >= NearlyAll * matches.Count;
    }

    private static List<SpeechSpan> Echoes(IReadOnlyList<ChannelMatch> matches)
    {
        var candidates = matches.Where(match =>
            (match.Likeness > Alike && match.Decibels < -QuieterByDecibels)
            || (match.Likeness > MuchAlike && match.Decibels < -AtAllQuieterByDecibels)).ToList();
        var agreeing = candidates
            .Select(match => candidates.Where(other => Math.Abs(other.Delay - match.Delay) <= SameDelay).ToList())
            .MaxBy(group => group.Count) ?? [];
        return agreeing.Count < FewestPieces ? [] : agreeing.ConvertAll(match => match.Span);
    }

    private static List<SpeechSpan> Without(IReadOnlyList<SpeechSpan> speech, List<SpeechSpan> echoes)
    {
        var own = new List<SpeechSpan>();
        foreach (var span in speech)
        {
            var rest = span;
            var inside = echoes.Where(echo => echo.Start < span.End && echo.End > span.Start).ToList();
            foreach (var echo in inside)
            {
                if (echo.Start - rest.Start >= ShortestRest)
                    own.Add(rest with { End = echo.Start });
                rest = rest with { Start = echo.End };
            }

            if (inside.Count == 0 || rest.Length >= ShortestRest)
                own.Add(rest);
        }

        return own;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
