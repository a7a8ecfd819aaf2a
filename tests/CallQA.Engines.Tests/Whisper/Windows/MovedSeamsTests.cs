using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Windows;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Whisper.Windows;

/// <summary>
/// Where speech is cut changes no words: an agent talks on without a pause, and whoever hears a window hears all words that are whole in it
/// and makes something else of those that the cut went through.
/// </summary>
public sealed class MovedSeamsTests
{
    private const double SecondsPerWord = 0.35;

    /// <summary>Seconds by which the same word may be timed otherwise in another window.</summary>
    private const double Jitter = 0.15;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(29)]
    [InlineData(30)]
    public async Task Stitched_GivesEveryWordOnce_WhereverSpeechIsCut(int longestSeconds)
    {
        var words = await SpokenAsync();
        var length = (int)Math.Ceiling(words.Count * SecondsPerWord * LogMel.SampleRate);
        var speech = ChannelAudio.Of(LogMel.SampleRate, TestAudio.Noise((double)length / LogMel.SampleRate, 0.3));
        var windows = new WindowPlanner(longestSeconds * LogMel.SampleRate, int.MaxValue, 2 * LogMel.SampleRate)
            .Plan(0, speech, [new SpeechSpan(0, speech.Length)]).ToList();
        var texts = new WindowTexts(windows, new WhisperOptions(), "en");
        var random = new Random(longestSeconds);
        for (var i = 0; i < windows.Count; i++)
            texts.Add(new WindowJob(i, windows[i], 0), [Hear(words, windows[i], random)], new DecodedWindow([], [], 0, 0, 0, Looped: false));

        var heard = texts.Stitched().SelectMany(segments => segments).SelectMany(segment => segment.Words!).Select(word => word.Text);

        windows.Count.ShouldBeGreaterThan(2);
        windows.Skip(1).ShouldAllBe(window => window.Overlap > 0);
        heard.ShouldBe(words);
    }

    private static async Task<List<string>> SpokenAsync()
    {
        var call = Directory.GetFiles(Repository.File("samples", "calls"), "*.reference.json").Order(StringComparer.Ordinal).First();
        var transcript = (await TranscriptReader.ReadAsync(call, Stop))[0];
        return [.. transcript.Turns.SelectMany(turn => turn.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
    }

    private static Segment Hear(List<string> words, SpeechWindow window, Random random)
    {
        var (from, to) = ((double)window.Pieces[0].Start / LogMel.SampleRate, (double)window.Pieces[^1].End / LogMel.SampleRate);
        var heard = new List<TimedWord>();
        for (var i = 0; i < words.Count; i++)
        {
            var (start, end) = (i * SecondsPerWord, (i + 1) * SecondsPerWord);
            if (start >= to || end <= from)
                continue;
            var whole = start >= from && end <= to;
            var shift = (random.NextDouble() - 0.5) * Jitter;
            heard.Add(new TimedWord(whole ? words[i] : "…" + words[i][^1..] + "x", Math.Max(0, start - from + shift), Math.Min(to, end) - from + Math.Max(0, shift), 0.9));
        }

        return new Segment(string.Join(' ', heard.Select(word => word.Text)), heard[0].Start, heard[^1].End, 0.9, heard);
    }
}
