using CallQA.Recordings.Wave;

namespace CallQA.Recordings;

/// <summary>
/// A recording without header as a WAV file of its own, for as long as it is taken in: what is kept must say how it is coded. The samples stay as they
/// are to the last bit, and the same recording becomes the same file.
/// </summary>
internal sealed class HeaderlessRecording : IDisposable
{
    private readonly PrivateFolder _folder;

    private HeaderlessRecording(PrivateFolder folder, IncomingRecording recording) => (_folder, Recording) = (folder, recording);

    /// <summary>The recording with its header.</summary>
    public IncomingRecording Recording { get; }

    /// <summary>Gives a recording its header.</summary>
    /// <param name="incoming">The recording.</param>
    /// <param name="cancellationToken">Stops the copying.</param>
    /// <returns>Null where the content says itself what it is, or nobody declared how it is coded.</returns>
    /// <exception cref="InputException">The file cannot be read (<see cref="InputFault.Unreadable"/>).</exception>
    public static async Task<HeaderlessRecording?> OpenAsync(IncomingRecording incoming, CancellationToken cancellationToken)
    {
        if ((incoming.Raw ?? RawFormat.OfName(incoming.Path)) is not { } format)
            return null;
        await using var samples = InputFile.OpenRead(incoming.Path);
        if (samples.Length == 0 || !AudioSignature.IsHeaderless(await AudioSignature.ReadHeadAsync(samples, cancellationToken)))
            return null;
        var folder = PrivateFolder.Create("raw");
        var wrapped = new HeaderlessRecording(
            folder, incoming with { Path = folder.At(Path.GetFileNameWithoutExtension(incoming.Path) + ".wav"), Raw = null });
        try
        {
            await using var target = folder.CreateFile(Path.GetFileName(wrapped.Recording.Path));
            await target.WriteAsync(WaveHeaderWriter.Write(format.Wave, samples.Length), cancellationToken);
            await samples.CopyToAsync(target, cancellationToken);
            return wrapped;
        }
        catch
        {
            wrapped.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Dispose();
}
