using System.Net.Http.Json;
using System.Runtime.InteropServices;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.App.Models;

/// <summary>Has a server in the same network listen.</summary>
internal sealed class ServerTranscriber(HttpClient server) : ITranscriber
{
    // Engine, model and options: the key under which transcripts are stored. It must change when the words may change.
    public TranscriptOrigin Origin { get; } = new("speech-server/1", "whisper-large-v3");

    public async Task<Transcript> TranscribeAsync(
        TranscriptionRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var turns = new List<Turn>();
        for (var channel = 0; channel < request.Channels.Count; channel++)
        {
            foreach (var heard in await HearAsync(request.Audio.Channels[channel], request.Language, cancellationToken))
            {
                var (start, end) = (Inside(heard.Start, request.Audio), Inside(heard.End, request.Audio));
                turns.Add(new Turn(request.Channels[channel], heard.Text, start, end));
            }

            progress?.Report((channel + 1.0) / request.Channels.Count);
        }

        return new Transcript(
            request.CallId, request.Language ?? "en", [.. turns.OrderBy(turn => turn.Start)], request.Audio.Duration, Origin);
    }

    private async Task<IReadOnlyList<Heard>> HearAsync(ChannelAudio channel, string? language, CancellationToken cancellationToken)
    {
        // One channel at 16 kHz as 32-bit floats.
        var samples = MemoryMarshal.AsBytes(channel.At(16_000).ToArray().AsSpan()).ToArray();
        using var body = new ByteArrayContent(samples);
        using var answer = await server.PostAsync(new Uri($"transcribe?language={language}", UriKind.Relative), body, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<IReadOnlyList<Heard>>(cancellationToken) ?? [];
    }

    // The contract: every time lies inside the recording.
    private static TimeSpan Inside(double seconds, AudioClip audio) =>
        TimeSpan.FromSeconds(Math.Clamp(seconds, 0, audio.Duration.TotalSeconds));

    private sealed record Heard(string Text, double Start, double End);
}
