using System.Globalization;
using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Benchmarks;

/// <summary>A channel and when somebody speaks in it, in seconds.</summary>
internal sealed record AnnotatedChannel(string Name, ChannelAudio Audio, IReadOnlyList<(double Start, double End)> Spoken)
{
    private const int FramesPerSecond = 100;

    public static IReadOnlyList<(double Start, double End)> FromRttm(IEnumerable<string> lines, string name) =>
    [
        .. lines.Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells is ["SPEAKER", var file, _, _, _, ..] && file == name)
            .Select(cells => (Start: Number(cells[3]), Length: Number(cells[4])))
            .Select(turn => (turn.Start, turn.Start + turn.Length)),
    ];

    /// <summary>Counts frames; those within the collar of a reference boundary do not count.</summary>
    public FrameErrors Score(IReadOnlyList<SpeechSpan> found, double collar)
    {
        var frames = (int)((long)Audio.Length * FramesPerSecond / Audio.SampleRate);
        var (reference, heard, skipped) = (new bool[frames], new bool[frames], new bool[frames]);
        foreach (var (start, end) in Spoken)
            Fill(reference, start, end);
        foreach (var span in found)
            Fill(heard, (double)span.Start / VoiceActivityDetector.SampleRate, (double)span.End / VoiceActivityDetector.SampleRate);
        for (var i = 1; i < frames && collar > 0; i++)
        {
            if (reference[i] != reference[i - 1])
                Fill(skipped, ((double)i / FramesPerSecond) - collar, ((double)i / FramesPerSecond) + collar);
        }

        var errors = new FrameErrors();
        for (var i = 0; i < frames; i++)
        {
            if (!skipped[i])
                errors = errors.Count(reference[i], heard[i]);
        }

        return errors;
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static void Fill(bool[] frames, double start, double end)
    {
        var from = Math.Clamp((int)Math.Round(start * FramesPerSecond), 0, frames.Length);
        frames.AsSpan(from, Math.Clamp((int)Math.Round(end * FramesPerSecond), from, frames.Length) - from).Fill(true);
    }
}
