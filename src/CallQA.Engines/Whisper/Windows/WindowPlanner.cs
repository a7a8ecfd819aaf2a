using System.Numerics.Tensors;
using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Engines.Whisper.Windows;

/// <summary>Turns speech into windows no longer than the model takes.</summary>
/// <param name="longest">Most samples of a window.</param>
/// <param name="pause">A gap of at least so many samples between spans ends a window.</param>
/// <param name="overlap">Samples heard twice where speech without a pause is cut; 0 where doubled words cannot be told by their times.</param>
internal sealed class WindowPlanner(int longest, int pause, int overlap = 0)
{
    /// <summary>Longer pauses inside a window are shortened: they carry nothing.</summary>
    private const int KeptPause = VoiceActivityDetector.SampleRate;

    /// <summary>Plans the windows of one channel.</summary>
    /// <param name="channel">Index of the channel.</param>
    /// <param name="audio">Its audio, for cutting overlong speech where it is quietest.</param>
    /// <param name="speech">Where speech is, in order.</param>
    public IEnumerable<SpeechWindow> Plan(int channel, ChannelAudio audio, IEnumerable<SpeechSpan> speech)
    {
        var pieces = new List<SpeechSpan>();
        var (length, doubled) = (0, 0);
        var (cutBefore, cutAfter) = (false, false);
        foreach (var (span, again, part) in speech.SelectMany(span => Cut(audio, span)))
        {
            var gap = pieces.Count == 0 ? 0 : span.Start - pieces[^1].End;
            var bridged = gap <= KeptPause ? gap : 0;
            if (pieces.Count > 0 && (again > 0 || gap >= pause || length + bridged + span.Length > longest))
            {
                yield return new SpeechWindow(channel, [.. pieces], doubled) { CutBefore = cutBefore, CutAfter = cutAfter };
                pieces.Clear();
                (length, bridged, gap, doubled) = (0, 0, int.MaxValue, again);
            }

            if (pieces.Count == 0)
                cutBefore = part.CutBefore;
            cutAfter = part.CutAfter;
            if (pieces.Count > 0 && gap <= KeptPause)
                pieces[^1] = pieces[^1] with { End = span.End };
            else
                pieces.Add(span);
            length += bridged + span.Length;
        }

        if (pieces.Count > 0)
            yield return new SpeechWindow(channel, pieces, doubled) { CutBefore = cutBefore, CutAfter = cutAfter };
    }

    /// <summary>The span in parts that are short enough, each with the samples that it has in common with the one before, and where it was cut.</summary>
    private IEnumerable<(SpeechSpan Span, int Again, (bool CutBefore, bool CutAfter) Part)> Cut(ChannelAudio audio, SpeechSpan span)
    {
        var (again, cut) = (0, false);
        while (span.Length > longest)
        {
            var at = QuietestMoment(audio, span.Start + (longest / 2), span.Start + longest);
            yield return (span with { End = at }, again, (cut, true));
            cut = true;
            again = Math.Min(overlap, longest / 4);
            span = span with { Start = at - again };
        }

        yield return (span, again, (cut, false));
    }

    private static int QuietestMoment(ChannelAudio audio, int from, int to)
    {
        const int Step = VoiceActivityDetector.SampleRate / 20;
        var samples = audio.Read(from, to - from);
        var (best, quietest) = (to, float.MaxValue);
        for (var at = from; at + Step <= to; at += Step)
        {
            var energy = TensorPrimitives.SumOfSquares<float>(samples.AsSpan(at - from, Step));
            if (energy < quietest)
                (best, quietest) = (at + (Step / 2), energy);
        }

        return best;
    }
}
