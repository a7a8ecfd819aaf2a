using System.Diagnostics;
using System.Globalization;
using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Benchmarks;

/// <summary>
/// Errors of voice activity detection in frames of 10 ms: on a folder of WAV files with annotations beside them (RTTM, or CallQA's reference
/// transcripts with a speaker for each channel), or in which nobody speaks.
/// </summary>
internal static class VoiceActivityBenchmark
{
    public const string Usage = "vad FOLDER [--silent] [--telephone] [--collar SECONDS] [--silero FILE] [--threshold P] [--each]";

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var folder, .. var rest])
        {
            Console.Error.WriteLine($"usage: {Usage}");
            return 2;
        }

        var collar = Option(rest, "--collar") is { } seconds ? double.Parse(seconds, CultureInfo.InvariantCulture) : 0;
        var detectors = Detectors(Option(rest, "--silero"), Option(rest, "--threshold"));
        var annotated = await ReadAsync(folder, rest.Contains("--silent"), rest.Contains("--telephone"));
        Write($"| {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}, collar {collar:0.##} s | frames scored | missed of speech | false alarm of the rest | wrong of all | times real time |");
        Write($"| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, detect) in detectors)
        {
            var (total, watch, audio) = (new FrameErrors(), Stopwatch.StartNew(), TimeSpan.Zero);
            foreach (var channel in annotated)
            {
                var errors = channel.Score(detect(channel.Audio), collar);
                audio += TimeSpan.FromSeconds((double)channel.Audio.Length / channel.Audio.SampleRate);
                if (rest.Contains("--each"))
                    Print($"{name}: {channel.Name}", errors, double.NaN);
                total += errors;
            }

            Print(name, total, audio / watch.Elapsed);
        }

        return 0;
    }

    /// <summary>All without padding, which is for the speech model and would count as false alarm here.</summary>
    private static List<(string Name, Func<ChannelAudio, IReadOnlyList<SpeechSpan>> Detect)> Detectors(string? silero, string? threshold)
    {
        var options = new VoiceActivityOptions { Padding = TimeSpan.Zero };
        if (threshold is not null)
            options = options with { Threshold = double.Parse(threshold, CultureInfo.InvariantCulture) };
        var own = new VoiceActivityDetector(options);
        List<(string, Func<ChannelAudio, IReadOnlyList<SpeechSpan>>)> detectors = [("CallQA", audio => own.Detect(audio))];
        if (silero is not null)
        {
            var other = new VoiceActivityDetector(options, new SileroScorer(silero));
            detectors.Add(("Silero's network in CallQA's detector", audio => other.Detect(audio)));
            detectors.Add(("Silero as its makers run it", audio => AsItsMakersDo(silero, audio)));
        }

        return detectors;
    }

    /// <summary>With the defaults of their own program (<c>get_speech_timestamps</c>): ends below 0.35, 250 ms of speech, 100 ms of pause; without its padding.</summary>
    private static List<SpeechSpan> AsItsMakersDo(string silero, ChannelAudio audio)
    {
        const int SamplesPerFrame = VoiceActivityDetector.SampleRate / 100;
        using var scorer = new SileroScorer(silero);
        var finder = new SpanFinder(new VoiceActivityOptions { ShortestSpeech = TimeSpan.FromSeconds(0.25), ShortestPause = TimeSpan.FromSeconds(0.1) });
        return [.. finder.Find(scorer.Score(audio, CancellationToken.None)).Select(span => new SpeechSpan(span.Start * SamplesPerFrame, span.End * SamplesPerFrame))];
    }

    private static async Task<List<AnnotatedChannel>> ReadAsync(string folder, bool silent, bool telephone)
    {
        var rttm = Directory.GetFiles(folder, "*.rttm").SelectMany(File.ReadLines).ToList();
        var channels = new List<AnnotatedChannel>();
        foreach (var path in Directory.GetFiles(folder, "*.wav").Order(StringComparer.Ordinal))
        {
            var clip = await new AudioReader().ReadAsync(path, CancellationToken.None);
            var name = Path.GetFileNameWithoutExtension(path);
            var reference = Path.ChangeExtension(path, ".reference.json");
            var turns = File.Exists(reference) ? (await TranscriptReader.ReadAsync(reference, CancellationToken.None))[0].Turns : null;
            for (var channel = 0; channel < clip.Channels.Count; channel++)
            {
                var speaker = channel == 0 ? Speaker.Agent : Speaker.Customer;
                var spoken = turns is null
                    ? AnnotatedChannel.FromRttm(rttm, name)
                    : [.. turns.Where(turn => turn.Speaker == speaker).Select(turn => (turn.Start!.Value.TotalSeconds, turn.End!.Value.TotalSeconds))];
                if (silent || spoken.Count > 0)
                    channels.Add(new AnnotatedChannel(name, telephone ? Telephone.Through(clip.Channels[channel]) : clip.Channels[channel], spoken));
            }
        }

        return channels;
    }

    private static string? Option(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;

    private static void Print(string name, FrameErrors errors, double speed) =>
        Write($"| {name} | {errors.Speech + errors.Silence} | {errors.MissRate * 100:0.0} % | {errors.AlarmRate * 100:0.0} % | {errors.ErrorRate * 100:0.0} % | {speed:0} |");

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
