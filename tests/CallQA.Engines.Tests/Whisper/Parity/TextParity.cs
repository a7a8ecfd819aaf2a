using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Windows;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Whisper.Parity;

/// <summary>How CallQA's texts of windows compare with whisper.cpp's of the same audio.</summary>
/// <param name="Windows">Windows compared.</param>
/// <param name="SameWindows">Windows with the very same text.</param>
/// <param name="Words">Words of the peer.</param>
/// <param name="OtherWords">Words substituted, left out or added.</param>
/// <param name="Segments">Segments in windows with the same text.</param>
/// <param name="OtherTimes">Of these, the ones that begin or end more than 0.1 s apart, or are cut otherwise.</param>
internal sealed record TextParity(int Windows, int SameWindows, int Words, int OtherWords, int Segments, int OtherTimes)
{
    private const double TimeTolerance = 0.1;

    /// <summary>Share of the peer's words that are the same, 0–1.</summary>
    public double SameWords => 1 - ((double)OtherWords / Words);

    /// <summary>Hears windows of the sample calls and compares.</summary>
    public static TextParity Measure(
        WhisperModel model, SampleWindows calls, IReadOnlyList<SampleWindow> windows, IReadOnlyList<PeerText> peer, CancellationToken cancellationToken)
    {
        var transcriber = new WindowTranscriber(model);
        var total = new TextParity(0, 0, 0, 0, 0, 0);
        foreach (var call in windows.Select((window, i) => (Window: window, Peer: peer[i])).GroupBy(pair => pair.Window.Call))
        {
            var pairs = call.ToList();
            var heard = transcriber.Transcribe(pairs.ConvertAll(pair => SampleWindows.Of(pair.Window)), calls.Calls[call.Key], "en", null, cancellationToken);
            for (var i = 0; i < pairs.Count; i++)
                total = total.Add(model, heard[i], pairs[i].Peer, pairs[i].Window);
        }

        return total;
    }

    private TextParity Add(WhisperModel model, IReadOnlyList<Segment> ours, PeerText peer, SampleWindow window)
    {
        var theirs = peer.Segments.Select(segment => (segment.Start, segment.End, Text: model.Vocabulary.Decode(segment.Tokens).Trim())).Where(segment => segment.Text.Length > 0).ToList();
        var (text, other) = (string.Join(' ', ours.Select(segment => segment.Text)), string.Join(' ', theirs.Select(segment => segment.Text)));
        var words = WordErrorRate.Compare(other, text);
        var seconds = window.Pieces.Chunk(2).Sum(piece => piece[1] - piece[0]) / (double)TestAudio.Rate;
        var same = text == other;
        var apart = ours.Count != theirs.Count
            ? theirs.Count
            : ours.Zip(theirs).Count(pair => Apart(pair.First.Start, pair.Second.Start, seconds) || Apart(pair.First.End, pair.Second.End, seconds));
        return new TextParity(
            Windows + 1,
            SameWindows + (same ? 1 : 0),
            Words + words.ReferenceWords,
            OtherWords + words.Errors,
            Segments + (same ? theirs.Count : 0),
            OtherTimes + (same ? apart : 0));
    }

    /// <summary>The peer's times may go beyond the audio.</summary>
    private static bool Apart(double ours, double peer, double seconds) => Math.Abs(ours - Math.Min(peer, seconds)) > TimeTolerance;
}
