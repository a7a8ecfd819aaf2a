using System.Collections.Concurrent;
using CallQA.Recordings;

namespace CallQA.App.Review.Playback;

/// <summary>
/// Recordings that are being decoded and written for players, each once however many ask for it: what is decoded can be heard
/// while the rest is on its way. Who goes away does not stop it for the others.
/// </summary>
/// <param name="reader">Decodes.</param>
/// <param name="write">Keeps the WAV file of the recording with a hash.</param>
internal sealed class PlaybackDecodings(AudioReader reader, Func<string, Stream, Task> write)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Decoding>>> underWay = new(StringComparer.Ordinal);

    /// <summary>A call's recording as a WAV file of which any part can be read as soon as it is decoded.</summary>
    /// <param name="original">The recording.</param>
    /// <param name="call">What is known of its length.</param>
    /// <param name="silent">What must not be heard of it.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Null when it is written by now.</returns>
    /// <exception cref="InputException">The recording cannot be decoded.</exception>
    public async Task<WaveStream?> OpenAsync(RecordingFile original, Call call, IReadOnlyList<AudioSpan> silent, CancellationToken cancellationToken)
    {
        var decoding = await BeginAsync(original, call.ContentHash).WaitAsync(cancellationToken);
        if ((decoding.Audio.SampleRate, decoding.Audio.ChannelCount) == (call.SampleRate, call.ChannelCount) && decoding.Audio.Open(call.Duration) is { } clip)
            return new WaveStream(clip.Muted(silent), decoding.Audio);
        await decoding.Written.WaitAsync(cancellationToken);
        return null;
    }

    /// <summary>Waits until a recording is written.</summary>
    /// <exception cref="InputException">The recording cannot be decoded, or nothing be written.</exception>
    public async Task WriteAsync(RecordingFile original, string contentHash, CancellationToken cancellationToken)
    {
        var decoding = await BeginAsync(original, contentHash).WaitAsync(cancellationToken);
        await decoding.Written.WaitAsync(cancellationToken);
    }

    private Task<Decoding> BeginAsync(RecordingFile original, string contentHash) =>
        underWay.GetOrAdd(contentHash, _ => new(() => StartAsync(original, contentHash))).Value;

    private async Task<Decoding> StartAsync(RecordingFile original, string contentHash)
    {
        try
        {
            var audio = await reader.BeginAsync(original, CancellationToken.None);
            return new(audio, KeepAsync(audio, contentHash));
        }
        catch
        {
            underWay.TryRemove(contentHash, out _);
            throw;
        }
    }

    private async Task KeepAsync(AudioDecoding audio, string contentHash)
    {
        using var held = audio;
        try
        {
            await audio.Ended;
            await using var wave = new WaveStream(audio.Open(TimeSpan.Zero)!);
            await write(contentHash, wave);
        }
        finally
        {
            underWay.TryRemove(contentHash, out _);
        }
    }

    private sealed record Decoding(AudioDecoding Audio, Task Written);
}
