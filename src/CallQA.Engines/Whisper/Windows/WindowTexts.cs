using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Decoding;

namespace CallQA.Engines.Whisper.Windows;

/// <summary>What has been heard of a call's windows so far.</summary>
internal sealed class WindowTexts(IReadOnlyList<SpeechWindow> windows, WhisperOptions options, string language)
{
    /// <summary>A text drawn at a higher temperature is no good example for the next one.</summary>
    private const double HighestTrusted = 0.5;

    private readonly List<Segment>[] _segments = [.. windows.Select(_ => new List<Segment>())];
    private readonly Dictionary<(int Channel, int Voice), List<int>> _before = [];

    /// <summary>Language of the text: what is translated becomes English.</summary>
    public string Language { get; } = options.Translate ? "en" : language;

    /// <summary>Tokens heard last from the window's voice, where they are to be shown to the model.</summary>
    public IReadOnlyList<int> Before(SpeechWindow window) => _before.GetValueOrDefault((window.Channel, window.Voice)) ?? [];

    /// <summary>Adds what was heard in a window or the rest of one.</summary>
    public void Add(WindowJob job, IReadOnlyList<Segment> segments, DecodedWindow decoded)
    {
        _segments[job.Index].AddRange(job.Place(segments));
        if (!options.ConditionOnPreviousText)
            return;
        var voice = (job.Window.Channel, job.Window.Voice);
        var before = _before.TryGetValue(voice, out var known) ? known : _before[voice] = [];
        before.AddRange(decoded.Tokens);
        if (decoded.Temperature > HighestTrusted)
            before.Clear();
    }

    /// <summary>The segments of each window, in its own time: doubled words taken out where windows overlap, overlong ones cut.</summary>
    public IReadOnlyList<Segment>[] Stitched()
    {
        for (var i = 1; i < windows.Count; i++)
        {
            if (windows[i].Overlap == 0)
                continue;
            var overlap = (double)windows[i].Overlap / LogMel.SampleRate;
            var shift = ((double)windows[i - 1].Length / LogMel.SampleRate) - overlap;
            (_segments[i - 1], _segments[i]) = SeamStitcher.Stitch(_segments[i - 1], _segments[i], shift, overlap);
        }

        return [.. _segments.Select(Finish)];
    }

    private IReadOnlyList<Segment> Finish(List<Segment> segments)
    {
        var cut = options.MaxSegmentLength is { } longest ? segments.SelectMany(segment => SegmentCutter.Cut(segment, longest)) : segments;
        return [.. options.WordTimes ? cut : cut.Select(segment => segment with { Words = null })];
    }
}
