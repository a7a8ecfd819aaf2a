using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CallQA.App.Tests.Reliability;
using CallQA.Recordings;

namespace CallQA.Benchmarks.Engine;

/// <summary>The call that is measured, and the same audio in files that peer.c reads: 32-bit floats at 16 kHz.</summary>
/// <param name="Call">The call.</param>
/// <param name="Channels">A file for each channel.</param>
/// <param name="Mono">A file of both channels mixed.</param>
internal sealed record PeerAudio(AudioClip Call, IReadOnlyList<string> Channels, string Mono) : IDisposable
{
    private const int Rate = 16_000;

    /// <summary>Joins sample calls to one.</summary>
    /// <param name="seconds">Its length.</param>
    public static async Task<PeerAudio> ReadAsync(int seconds)
    {
        var path = Path.Combine(Path.GetTempPath(), $"callqa-joined-{seconds}.wav");
        await JoinedCall.WriteAsync(Path.Combine(RepositoryFolder.Root, "samples", "calls"), path, seconds);
        var call = await new AudioReader().ReadAsync(path, CancellationToken.None);
        var channels = call.Channels.Select(channel => channel.At(Rate).ToArray()).ToList();
        var mono = new float[channels[0].Length];
        TensorPrimitives.Add(channels[0], channels[1], mono);
        TensorPrimitives.Multiply(mono, 0.5f, mono);
        var files = channels.Append(mono).Select((samples, i) => (Path: Path.ChangeExtension(path, $"{i}.f32"), Samples: samples)).ToList();
        foreach (var (file, samples) in files)
            await File.WriteAllBytesAsync(file, MemoryMarshal.AsBytes(samples.AsSpan()).ToArray());
        return new PeerAudio(call, [.. files.SkipLast(1).Select(file => file.Path)], files[^1].Path);
    }

    public void Dispose()
    {
        Call.Dispose();
        foreach (var file in Channels.Append(Mono))
            File.Delete(file);
    }
}
