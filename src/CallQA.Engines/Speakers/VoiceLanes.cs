using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper.Inference;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Speakers;

/// <summary>Says which voices are on which channel: one a channel, or the two voices of a recording with a single one.</summary>
/// <param name="detector">Finds speech.</param>
internal sealed class VoiceLanes(VoiceActivityDetector detector)
{
    private readonly VoiceSplitter _splitter = new(new VoiceWeights());

    /// <summary>The voices of a recording.</summary>
    /// <param name="channels">Channels at 16 kHz.</param>
    /// <param name="speakers">Who is on each channel.</param>
    /// <param name="cancellationToken">Stops between blocks of audio.</param>
    public IReadOnlyList<VoiceLane> Of(IReadOnlyList<ChannelAudio> channels, IReadOnlyList<Speaker> speakers, CancellationToken cancellationToken)
    {
        using var timing = EngineMeter.Time("detect");
        var speech = channels.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(channel => detector.Detect(channel, cancellationToken)).ToList();
        if (channels.Count == 1 && speakers[0] == Speaker.Unknown)
            return Split(channels[0], speech[0], cancellationToken);
        if (channels.Count != 2)
            return [.. speech.Select((spans, i) => new VoiceLane(i, speakers[i], spans, []))];
        return EchoFilter.Own(channels, speech, cancellationToken) is { } own
            ? [.. own.Select((spans, i) => new VoiceLane(i, speakers[i], spans, []))]
            : Split(channels[0], speech[0], cancellationToken);
    }

    private List<VoiceLane> Split(ChannelAudio audio, IReadOnlyList<SpeechSpan> speech, CancellationToken cancellationToken)
    {
        var voices = _splitter.Split(audio, speech, cancellationToken);
        return [.. voices.Select((spans, voice) => new VoiceLane(0, Speaker.Unknown, spans, voices.Count == 1 ? [] : voices[1 - voice]))];
    }
}
