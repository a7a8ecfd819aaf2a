using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Storage.Encryption;
using CallQA.Recordings;

namespace CallQA.App.Buckets;

/// <summary>
/// Copies on this machine of recordings that are kept elsewhere, by their hash. Those not used for longest go when they take
/// too much room. Several processes may share them.
/// </summary>
/// <param name="root">Their folder.</param>
/// <param name="room">Bytes they may take.</param>
/// <param name="clock">When one was used.</param>
/// <param name="keys">Keys of recordings; null where nothing is encrypted.</param>
internal sealed class RecordingCopies(string root, long room, TimeProvider clock, RecordingKeys? keys = null)
{
    // Between being asked for a path and opening it, a file must stay; one that is open stays readable when it is removed.
    private static readonly TimeSpan InUse = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestCopy = TimeSpan.FromDays(1);

    private readonly VerifiedFiles verified = new(keys);
    private long? taken;

    /// <summary>A copy, made where there is none or a damaged one.</summary>
    /// <param name="contentHash">SHA-256 of the recording.</param>
    /// <param name="write">Writes the recording; what it wrote may be asked for anew.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>Null when what was written has another hash.</returns>
    public async Task<RecordingFile?> GetAsync(string contentHash, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var path = PathOf(contentHash);
        if (await FindAsync(path, contentHash, cancellationToken) is { } known && IsAsKept(known)) return known;
        await WriteAsync(path, write, cancellationToken);
        if (await FindAsync(path, contentHash, cancellationToken) is { } copy)
        {
            MakeRoom(new FileInfo(path).Length);
            return copy;
        }

        Remove(contentHash);
        return null;
    }

    /// <summary>A path for what is on its way into the store; what a killed process leaves there goes with what is half-written.</summary>
    public string NewTemporary() => Path.Combine(root, "sending", $"{Guid.NewGuid():N}.object");

    /// <summary>Removes a copy; one that is not there needs nothing.</summary>
    public void Remove(string contentHash)
    {
        if (PathOf(contentHash) is var path && File.Exists(path)) File.Delete(path);
    }

    /// <summary>The hashes of copies made before a moment.</summary>
    public IEnumerable<string> MadeBefore(DateTimeOffset moment) =>
        Files().Where(file => file.LastWriteTimeUtc < moment.UtcDateTime).Select(file => StoredName.HashOf(file.Name)).OfType<string>();

    /// <summary>Whether a file lies here.</summary>
    public bool Holds(string path) => FolderPath.Holds(root, path);

    /// <summary>Removes what killed processes left half-written.</summary>
    public int RemoveAbandoned(DateTimeOffset now)
    {
        var abandoned = Files().Where(file => StoredName.HashOf(file.Name) is null && now - file.LastWriteTimeUtc > LongestCopy).ToList();
        abandoned.ForEach(file => file.Delete());
        return abandoned.Count;
    }

    // A plain copy from before recordings were encrypted gives way to one that is as the store keeps it.
    private bool IsAsKept(RecordingFile copy) => copy.Key is not null || keys is not { Encrypts: true };

    private async Task<RecordingFile?> FindAsync(string path, string contentHash, CancellationToken cancellationToken)
    {
        try
        {
            if (!File.Exists(path)) return null;
            // First, so that no other process takes it for idle.
            File.SetLastAccessTimeUtc(path, clock.GetUtcNow().UtcDateTime);
            var copy = keys is null ? new RecordingFile(path) : await keys.OfAsync(path, cancellationToken);
            return await verified.IsWholeAsync(copy, contentHash, cancellationToken) ? copy : null;
        }
        catch (Exception exception) when (exception is InputException { Fault: not InputFault.Key } or IOException or UnauthorizedAccessException)
        {
            // Removed by another process in between, or not readable: made anew.
            return null;
        }
    }

    private static async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await AtomicFile.WriteAsync(path, write, cancellationToken);
        }
        catch (InputException exception) when (!exception.Passing)
        {
            throw MachineTrouble.Of(exception);
        }
    }

    private void MakeRoom(long added)
    {
        taken = (taken ?? 0) + added;
        if (taken <= room && taken != added) return;
        // Counted at the first copy and when the room seems used up: other processes add and remove as well.
        var files = Files().OrderBy(file => file.LastAccessTimeUtc).ToList();
        taken = files.Sum(file => file.Length);
        var idle = (clock.GetUtcNow() - InUse).UtcDateTime;
        foreach (var file in files.TakeWhile(file => file.LastAccessTimeUtc < idle))
        {
            if (taken <= room) return;
            taken -= file.Length;
            file.Delete();
        }
    }

    // What another copy has just been renamed from is gone; Exists keeps what it reads for Length.
    private IEnumerable<FileInfo> Files() => Directory.Exists(root)
        ? new DirectoryInfo(root).EnumerateDirectories().SelectMany(folder => folder.EnumerateFiles()).Where(file => file.Exists)
        : [];

    private string PathOf(string contentHash) => Path.Combine(root, StoredName.Stem(contentHash));
}
