using System.Buffers;
using System.Security.Cryptography;
using CallQA.App.Settings;
using CallQA.Recordings;

namespace CallQA.App.Storage;

/// <summary>Originals in a folder, addressed by content: <c>recordings/ab/ab12…ef.wav</c>. Several processes may share it.</summary>
internal sealed class RecordingFolder : IKeptRecordings
{
    private const int BufferSize = 128 * 1024;
    private static readonly TimeSpan LongestCopy = TimeSpan.FromDays(1);

    private readonly VerifiedFiles verified = new();
    private readonly string root;
    private readonly string arriving;

    public RecordingFolder(string root)
    {
        this.root = root;
        arriving = Path.Combine(root, "arriving");
    }

    public async Task KeepAsync(string sourcePath, string contentHash, CancellationToken cancellationToken)
    {
        if (Find(contentHash) is not null) return;
        var target = Path.Combine(root, StoredName.Of(contentHash, sourcePath));
        // The name tells the owner, so that what a killed process left can be told from what another one is writing.
        var partial = Path.Combine(arriving, $"{Environment.MachineName}-{Guid.NewGuid():N}.part");
        try
        {
            Directory.CreateDirectory(arriving);
            // Shared for deletion only, which allows the move; held until it is moved, so that nobody takes it for abandoned.
            await using var copy = new FileStream(
                partial, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
            if (await CopyAsync(sourcePath, copy, cancellationToken) != contentHash)
                throw Refuse($"The recording {Path.GetFileName(sourcePath)} changed while it was being copied; hand it in again when it is complete.", passing: true);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Publish(partial, target);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            // A source that is still there leaves the store, its disk or its share to blame.
            throw Refuse(
                $"The recording {sourcePath} cannot be copied to {root}; check that both exist and may be accessed, and that the disk has room.",
                File.Exists(sourcePath), exception);
        }
        finally
        {
            if (File.Exists(partial)) File.Delete(partial);
        }
    }

    public async Task<string> GetPathAsync(string contentHash, CancellationToken cancellationToken)
    {
        try
        {
            // A share that is away looks empty, so that a missing recording may come back.
            var path = Find(contentHash)
                ?? throw Refuse($"The recording {contentHash} is not in {root}; restore it from the backup or hand it in again.", passing: true);
            return await verified.IsWholeAsync(path, contentHash, cancellationToken)
                ? path
                : throw Refuse($"The recording {contentHash} in {root} is damaged, its checksum is another one; restore it from the backup and check the disk.", passing: false);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw Refuse($"The folder of the recordings {root} cannot be read; check the disk or network share and the rights on it.", passing: true, exception);
        }
    }

    public bool Holds(string path) => FolderPath.Holds(root, path);

    public Task<bool> HasAsync(string contentHash, CancellationToken cancellationToken) => Task.FromResult(Find(contentHash) is not null);

    public IAsyncEnumerable<KeptRecording> ListAsync(CancellationToken cancellationToken) => List().ToAsyncEnumerable();

    public async Task<bool> IsWholeAsync(KeptRecording recording, CancellationToken cancellationToken)
    {
        try
        {
            return await ContentHash.ComputeAsync(recording.Place, cancellationToken) == recording.ContentHash;
        }
        catch (InputException)
        {
            // A disk that cannot read one file may read the others.
            return false;
        }
    }

    public Task RemoveAsync(string contentHash, CancellationToken cancellationToken)
    {
        while (Find(contentHash) is { } path) File.Delete(path);
        return Task.CompletedTask;
    }

    /// <summary>Removes half copies that killed processes left behind: this machine's at once, other machines' after a day.</summary>
    public int RemoveAbandoned(DateTimeOffset now)
    {
        if (!Directory.Exists(arriving)) return 0;
        return Directory.EnumerateFiles(arriving, "*.part").Count(partial =>
            (IsOwn(partial) || now - File.GetLastWriteTimeUtc(partial) > LongestCopy) && TryRemoveAbandoned(partial));
    }

    private IEnumerable<KeptRecording> List()
    {
        if (!Directory.Exists(root)) yield break;
        foreach (var file in Directory.EnumerateDirectories(root).Where(folder => folder != arriving).SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles()))
            if (StoredName.HashOf(file.Name) is { } hash) yield return new(hash, file.FullName, file.LastWriteTimeUtc);
    }

    private static bool IsOwn(string partial) =>
        Path.GetFileName(partial).StartsWith(Environment.MachineName + "-", StringComparison.Ordinal);

    private static bool TryRemoveAbandoned(string partial)
    {
        try
        {
            // A living process holds its file; the lock of a dead one is gone.
            using var unowned = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            File.Delete(partial);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static async Task<string> CopyAsync(string sourcePath, FileStream target, CancellationToken cancellationToken)
    {
        await using var source = new FileStream(
            sourcePath, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                digest.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        target.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static void Publish(string partial, string target)
    {
        try
        {
            File.Move(partial, target);
        }
        catch (IOException) when (File.Exists(target))
        {
            // Another process kept the same content at the same moment.
        }
    }

    private string? Find(string contentHash)
    {
        var stem = Path.Combine(root, StoredName.Stem(contentHash));
        var folder = Path.GetDirectoryName(stem)!;
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, contentHash + ".*").FirstOrDefault()
            ?? Directory.EnumerateFiles(folder, contentHash).FirstOrDefault() : null;
    }

    private static InputException Refuse(string sentence, bool passing, Exception? cause = null) =>
        new(InputFault.Unreadable, sentence, cause) { Passing = passing };
}
