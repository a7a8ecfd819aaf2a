using CallQA.App.Settings;
using CallQA.App.Storage.Encryption;
using CallQA.Recordings;
using CallQA.Recordings.Encryption;

namespace CallQA.App.Storage;

/// <summary>Originals in a folder, addressed by content: <c>recordings/ab/ab12…ef.wav</c>. Several processes may share it.</summary>
internal sealed class RecordingFolder : IKeptRecordings
{
    // Extensions under which the same recording may lie.
    private const int MostNames = 10;

    private static readonly TimeSpan LongestCopy = TimeSpan.FromDays(1);

    private readonly VerifiedFiles verified;
    private readonly string root;
    private readonly string arriving;
    private readonly RecordingKeys? keys;

    /// <param name="root">The folder.</param>
    /// <param name="keys">Keys of recordings; null where nothing is encrypted.</param>
    public RecordingFolder(string root, RecordingKeys? keys = null)
    {
        (this.root, this.keys, verified) = (root, keys, new(keys));
        arriving = Path.Combine(root, "arriving");
    }

    public async Task KeepAsync(string sourcePath, string contentHash, CancellationToken cancellationToken)
    {
        if (Find(contentHash) is { } kept && await IsGoodAsync(contentHash, kept, cancellationToken)) return;
        // Damaged: what is handed in is the only good copy there is.
        var bad = Find(contentHash);
        var target = Path.Combine(root, StoredName.Of(contentHash, sourcePath));
        var key = keys is null ? null : await keys.ForNewAsync(contentHash, cancellationToken);
        var partial = NewPartial();
        try
        {
            Directory.CreateDirectory(arriving);
            await using var copy = Create(partial);
            if (await CopyAsync(sourcePath, copy, key, cancellationToken) != contentHash)
                throw Refuse($"The recording {Path.GetFileName(sourcePath)} changed while it was being copied; hand it in again when it is complete.", passing: true);
            DurableFolder.Create(Path.GetDirectoryName(target)!);
            Publish(partial, bad ?? Find(contentHash) ?? target, overwrite: key is not null || bad is not null);
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

    public async Task<RecordingFile> FindAsync(string contentHash, CancellationToken cancellationToken)
    {
        try
        {
            // A share that is away looks empty, so that a missing recording may come back.
            var path = Find(contentHash)
                ?? throw Refuse($"The recording {contentHash} is not in {root}; restore it from the backup or hand it in again.", passing: true);
            var recording = await OpenAsync(path, cancellationToken);
            return await verified.IsWholeAsync(recording, contentHash, cancellationToken)
                ? recording
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
            var found = await ContentHash.ComputeAsync(await OpenAsync(recording.Place, cancellationToken), cancellationToken);
            return await verified.IsRightAsync(recording.ContentHash, found, cancellationToken);
        }
        catch (InputException exception) when (exception.Fault != InputFault.Key)
        {
            // A disk that cannot read one file may read the others.
            return false;
        }
    }

    public async Task<bool> IsEncryptedAsync(KeptRecording recording, CancellationToken cancellationToken) =>
        await RecordingFile.KeyOfAsync(recording.Place, cancellationToken) is not null;

    public async Task ReplaceAsync(string contentHash, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var target = Find(contentHash) ?? throw Refuse($"The recording {contentHash} is not in {root}; restore it from the backup or hand it in again.", passing: true);
        var partial = NewPartial();
        try
        {
            Directory.CreateDirectory(arriving);
            await using var file = Create(partial);
            await write(file, cancellationToken);
            file.Flush(flushToDisk: true);
            AtomicFile.Publish(partial, target, overwrite: true);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw Refuse($"The recording {target} cannot be replaced; check the rights on {root}, and that the disk has room.", passing: true, exception);
        }
        finally
        {
            if (File.Exists(partial)) File.Delete(partial);
        }
    }

    public async Task RemoveAsync(string contentHash, CancellationToken cancellationToken)
    {
        // Without its key it cannot be heard any more, whatever becomes of the file.
        if (keys is not null) await keys.RemoveAsync(contentHash, except: null, cancellationToken);
        // A share that is away looks as if the file were gone.
        if (!Directory.Exists(root)) throw Refuse($"The folder of the recordings {root} is not there, and whether it holds the recording {contentHash} cannot be told; check the disk or network share.", passing: true);
        try
        {
            RemoveAll(contentHash);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw Refuse($"The recording {contentHash} cannot be removed from {root} ({exception.Message.TrimEnd('.')}); check the disk or network share and the rights on it.", passing: true, exception);
        }
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

    private Task<RecordingFile> OpenAsync(string path, CancellationToken cancellationToken) =>
        keys is null ? Task.FromResult(new RecordingFile(path)) : keys.OfAsync(path, cancellationToken);

    // One that was erased a moment ago is still there for a moment, without its key.
    private async Task<bool> IsGoodAsync(string contentHash, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await IsWholeAsync(new KeptRecording(contentHash, path, default), cancellationToken);
        }
        catch (InputException)
        {
            return false;
        }
    }

    // The name tells the owner, so that what a killed process left can be told from what another one is writing.
    private string NewPartial() => Path.Combine(arriving, $"{Environment.MachineName}-{Guid.NewGuid():N}.part");

    // Shared for deletion only, which allows the move; held until it is moved, so that nobody takes it for abandoned.
    private static FileStream Create(string partial) => new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);

    private static async Task<string> CopyAsync(string sourcePath, FileStream target, DataKey? key, CancellationToken cancellationToken)
    {
        await using var source = new FileStream(
            sourcePath, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        var hash = await StoredCopy.WriteHashedAsync(source, target, key, cancellationToken);
        target.Flush(flushToDisk: true);
        return hash;
    }

    private static void Publish(string partial, string target, bool overwrite)
    {
        try
        {
            AtomicFile.Publish(partial, target, overwrite);
        }
        catch (IOException) when (File.Exists(target))
        {
            // Another process kept the same content at the same moment.
        }
    }

    private void RemoveAll(string contentHash)
    {
        for (var removed = 0; Find(contentHash) is { } path; removed++)
        {
            if (removed == MostNames)
                throw Refuse($"The recording {contentHash} is still in {root} after {MostNames} files of that name were removed; check the disk or network share, and what else writes there.", passing: true);
            File.Delete(path);
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
