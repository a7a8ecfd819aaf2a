using CallQA.Engines.Tests.Whisper;
using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Engines.Tests.Speakers;

/// <summary>Both channels of a sample call at 16 kHz.</summary>
internal static class SampleCall
{
    public static async Task<float[][]> ReadAsync(string name)
    {
        using var clip = await new AudioReader().ReadAsync(Repository.File("samples", "calls", name + ".wav"), TestContext.Current.CancellationToken);
        return [.. clip.Channels.Select(channel => channel.At(VoiceActivityDetector.SampleRate).ToArray())];
    }

    public static ChannelAudio ToChannel(float[] samples) => ChannelAudio.Of(VoiceActivityDetector.SampleRate, samples);

    public static IReadOnlyList<SpeechSpan> Speech(float[] samples) => new VoiceActivityDetector(new VoiceActivityOptions()).Detect(ToChannel(samples));
}
