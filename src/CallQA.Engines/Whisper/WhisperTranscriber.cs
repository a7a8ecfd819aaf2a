using CallQA.Engines.Speakers;
using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Windows;
using CallQA.Transcription;

namespace CallQA.Engines.Whisper;

/// <summary>Transcribes calls with a Whisper model: only where somebody speaks, all channels side by side.</summary>
/// <param name="model">The loaded model, which outlives the transcriber.</param>
/// <param name="detector">Finds speech, and outlives the transcriber; null takes CallQA's own.</param>
public sealed class WhisperTranscriber(WhisperModel model, VoiceActivityDetector? detector = null) : ITranscriber
{
    private const string Engine = "callqa-whisper/2";

    /// <summary>Where speech has no pause for a cut, two seconds are heard twice.</summary>
    private const int Overlap = 2 * LogMel.SampleRate;
    private static readonly TimeSpan LongestPauseInTurn = TimeSpan.FromSeconds(1);
    private readonly VoiceLanes _lanes = new(detector ?? new VoiceActivityDetector(model.Options.ToActivity()));
    private readonly WindowTranscriber _windows = new(model);
    private readonly WindowPlanner _planner = new(
        (int)Math.Min(model.Options.MaxWindow.TotalSeconds * LogMel.SampleRate, (long)model.Network.Header.AudioContext * 2 * LogMel.Hop),
        (int)(model.Options.PaddedPause.TotalSeconds * LogMel.SampleRate),
        model.Options.AlignsWords ? Overlap : 0);

    /// <inheritdoc />
    public TranscriptOrigin Origin { get; } = new(
        Engine,
        $"{model.Name}@{model.Sha256}",
        model.Options.Canonical() + (detector?.ForeignModel is { } foreign ? $";activity={foreign}" : string.Empty));

    /// <inheritdoc />
    public Task<Transcript> TranscribeAsync(
        TranscriptionRequest request,
        IProgress<double>? progress,
        CancellationToken cancellationToken) =>
        Task.Run(() => Held(request, progress, cancellationToken), cancellationToken);

    private Transcript Held(TranscriptionRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        model.Hold();
        try
        {
            return Transcribe(request, progress, cancellationToken);
        }
        finally
        {
            model.LetGo();
        }
    }

    private Transcript Transcribe(TranscriptionRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var channels = FakeStereo.Resolve(request.Audio, request.Channels, cancellationToken);
        var audio = channels.Select(channel => channel.Audio.At(LogMel.SampleRate)).ToArray();
        var lanes = _lanes.Of(audio, [.. channels.Select(channel => channel.Speaker)], cancellationToken);
        var plan = lanes.SelectMany((lane, voice) => lane.Plan(_planner, audio[lane.Channel]).Select(window => (Window: window with { Voice = voice }, Voice: voice))).ToList();
        var windows = plan.ConvertAll(planned => planned.Window);
        var language = _windows.FindLanguage(request.Language ?? model.Options.SpokenLanguage, windows, audio, cancellationToken);
        var segments = _windows.Transcribe(windows, audio, language.Code, Share(progress, windows), cancellationToken);
        var written = model.Options.Translate ? "en" : language.Code;
        var turns = plan.SelectMany((planned, i) => segments[i]
            .Select(new TurnPlacer(planned.Window, lanes[planned.Voice].Speaker, request.Audio.Duration, PaddingOf(lanes[planned.Voice])).Place)
            .Select(turn => new VoicedTurn(planned.Voice, turn))).ToList();
        var own = new EchoedTurns(audio, lanes).Remove(turns, cancellationToken);
        progress?.Report(1);
        return new Transcript(
            request.CallId,
            written,
            SpeakerRoles.Assign(TurnMerger.Merge(own, LongestPauseInTurn, model.Options.MaxSegmentLength), written),
            request.Audio.Duration,
            Origin,
            language.Confidence);
    }

    /// <summary>Voices of one channel are cut where the other begins: no padding is sure there.</summary>
    private TimeSpan PaddingOf(VoiceLane lane) => lane.Others.Count == 0 ? model.Options.SpeechPadding : TimeSpan.Zero;

    private static Action<long>? Share(IProgress<double>? progress, List<SpeechWindow> windows)
    {
        var total = windows.Sum(window => (double)window.Length);
        var done = 0L;
        return progress is null ? null : samples => progress.Report((done += samples) / total);
    }
}
