using System.Net;

namespace CallQA.Engines.Whisper.Downloads;

/// <summary>One file to be brought.</summary>
/// <param name="Name">The model's name, for sentences.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Target">Where it belongs.</param>
/// <param name="Expected">What it must be.</param>
public sealed record DownloadRequest(string Name, Uri Address, string Target, ExpectedContent Expected);

/// <summary>A file that has come and was checked.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, lower-case hexadecimal.</param>
/// <param name="Pinned">True when a hash was known beforehand and agrees; false when the hash is only recorded.</param>
public sealed record DownloadedFile(string Path, long Bytes, string Sha256, bool Pinned);

/// <summary>
/// Brings a file: what an interrupted attempt left is gone on with when the server's file is still the same one, broken connections are
/// tried again, and the file takes its name only when size and hash are right.
/// </summary>
/// <param name="options">From where and how patiently.</param>
/// <param name="time">The clock of pauses and silences.</param>
/// <param name="freeSpace">Bytes free where a path lies; null to ask the system.</param>
public sealed class ModelDownload(DownloadOptions options, TimeProvider time, Func<string, long>? freeSpace = null) : IDisposable
{
    private readonly DownloadChannel _channel = new(options, time);
    private readonly DiskSpace _space = new(options.SpaceLeft, freeSpace);

    /// <summary>Downloads, checks and puts in place.</summary>
    /// <param name="request">What to bring and where to.</param>
    /// <param name="progress">Told the bytes that are there; may be null.</param>
    /// <param name="cancellationToken">Stops it; what has come is kept for the next attempt.</param>
    /// <exception cref="DownloadException">It did not succeed; the sentence says why and what to do.</exception>
    public async Task<DownloadedFile> RunAsync(DownloadRequest request, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        using var part = PartialFile.Open(request.Target, request.Name);
        _space.Ensure(request, request.Expected.Bytes - part.Content.Length);
        await FillAsync(request, part, progress, cancellationToken);
        var hashes = await CheckAsync(request, part, progress, cancellationToken);
        var bytes = part.Content.Length;
        part.MoveTo(request.Target);
        return new DownloadedFile(request.Target, bytes, hashes.Sha256, request.Expected.IsPinned);
    }

    /// <inheritdoc />
    public void Dispose() => _channel.Dispose();

    private async Task FillAsync(
        DownloadRequest request, PartialFile part, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var failures = 0;
        while (request.Expected.Bytes is not { } whole || part.Content.Length != whole)
        {
            var before = part.Content.Length;
            try
            {
                await AttemptAsync(request, part, progress, cancellationToken);
                return;
            }
            catch (BrokenConnectionException broken)
            {
                failures = part.Content.Length > before ? 1 : failures + 1;
                if (failures > options.Retries)
                    throw GivenUp(request, part.Content.Length, broken);
            }

            await Task.Delay(options.FirstPause * (1 << Math.Min(failures - 1, 5)), time, cancellationToken);
        }
    }

    private async Task AttemptAsync(
        DownloadRequest request, PartialFile part, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        using var response = await _channel.OpenAsync(request, part.Version is null ? 0 : part.Content.Length, part.Version, cancellationToken);
        if (response.StatusCode != HttpStatusCode.PartialContent)
            part.Restart(DownloadChannel.VersionOf(response));
        var total = DownloadChannel.TotalOf(response, part.Content.Length) ?? request.Expected.Bytes;
        if (request.Expected.Bytes is { } expected && total != expected)
        {
            part.Discard();
            throw new DownloadException(
                DownloadFault.WrongContent,
                $"{request.Address} offers {total} bytes for the model '{request.Name}', which has {expected}; check the address, or use the official one.");
        }

        _space.Ensure(request, total - part.Content.Length);
        await _channel.CopyAsync(response, part.Content, () => progress?.Report(new(part.Content.Length, total)), cancellationToken);
        if (total is { } whole && part.Content.Length < whole)
            throw new BrokenConnectionException("the server ended early");
    }

    private static async Task<ContentHashes> CheckAsync(
        DownloadRequest request, PartialFile part, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var bytes = part.Content.Length;
        var hashes = await ContentCheck.HashAsync(part.Content, done => progress?.Report(new(done, bytes, Checking: true)), cancellationToken);
        if (ContentCheck.FindDifference(request.Expected, bytes, hashes) is { } difference)
        {
            part.Discard();
            throw new DownloadException(
                DownloadFault.WrongContent,
                $"What came from {request.Address} {difference} and was removed; run the command again, and if that repeats, use another address.");
        }

        return hashes;
    }

    private DownloadException GivenUp(DownloadRequest request, long bytes, BrokenConnectionException broken) => new(
        DownloadFault.Broken,
        $"The connection to {request.Address.Host} broke {options.Retries + 1} times in a row ({broken.Message}); {bytes} bytes are kept, run the command again to go on.",
        broken);
}
