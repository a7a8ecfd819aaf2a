using CallQA.Engines.VoiceActivity;
using CallQA.Engines.Whisper.Windows;
using CallQA.Recordings;

namespace CallQA.Engines.Tests.Whisper.Parity;

/// <summary>The sample calls at 16 kHz, by name.</summary>
internal sealed class SampleWindows
{
    private readonly Dictionary<string, ChannelAudio[]> _calls;

    private SampleWindows(Dictionary<string, ChannelAudio[]> calls) => _calls = calls;

    public IReadOnlyDictionary<string, ChannelAudio[]> Calls => _calls;

    public static async Task<SampleWindows> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var calls = new Dictionary<string, ChannelAudio[]>();
        foreach (var path in Directory.GetFiles(folder, "*.wav").Order(StringComparer.Ordinal))
        {
            var audio = await new AudioReader().ReadAsync(path, cancellationToken);
            calls[Path.GetFileNameWithoutExtension(path)] = [.. audio.Channels.Select(channel => channel.At(TestAudio.Rate))];
        }

        return new SampleWindows(calls);
    }

    /// <summary>The window with the indexes of the engine.</summary>
    public static SpeechWindow Of(SampleWindow window) =>
        new(window.Channel, [.. window.Pieces.Chunk(2).Select(piece => new SpeechSpan(piece[0], piece[1]))]);

    /// <summary>The window's audio.</summary>
    public float[] Cut(SampleWindow window) => Of(window).Cut(_calls[window.Call][window.Channel]);
}
