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
    public IReadOnlyList<VoiceLane> Of(IReadOnlyList<ChannelAudio> channels, IReadOnlyList<Speaker> speakers)
    {
        using var timing = EngineMeter.Time("detect");
        var speech = channels.AsParallel().AsOrdered().Select(channel => detector.Detect(channel)).ToList();
        if (channels.Count == 1 && speakers[0] == Speaker.Unknown)
            return Split(channels[0], speech[0]);
        if (channels.Count != 2)
            return [.. speech.Select((spans, i) => new VoiceLane(i, speakers[i], spans, []))];
        return EchoFilter.Own(channels, speech) is { } own
            ? [.. own.Select((spans, i) => new VoiceLane(i, speakers[i], spans, []))]
            : Split(channels[0], speech[0]);
    }

    private List<VoiceLane> Split(ChannelAudio audio, IReadOnlyList<SpeechSpan> speech)
    {
        var voices = _splitter.Split(audio, speech);
        return [.. voices.Select((spans, voice) => new VoiceLane(0, Speaker.Unknown, spans, voices.Count == 1 ? [] : voices[1 - voice]))];
    }
}
