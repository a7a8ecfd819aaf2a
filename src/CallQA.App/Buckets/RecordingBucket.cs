using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Storage.Encryption;
using CallQA.Recordings;
using CallQA.Recordings.Encryption;

namespace CallQA.App.Buckets;

/// <summary>
/// Originals in an S3-compatible store, addressed by content as in a folder. An object appears whole; what is read is a copy
/// on this machine whose checksum was compared. What the store refuses is its trouble, never the call's.
/// </summary>
internal sealed class RecordingBucket(BucketAddress address, StoreSettings settings, RecordingCopies copies, RecordingKeys? keys = null)
    : IKeptRecordings, IDisposable
{
    private const int Page = 1000;
    private const int SameHash = 10;

    private readonly Lazy<BucketClient> client = new(() => new BucketClient(settings));

    public async Task KeepAsync(string sourcePath, string contentHash, CancellationToken cancellationToken)
    {
        var kept = await ObjectAsync(contentHash, cancellationToken);
        if (kept is not null && await IsGoodAsync(new(contentHash, address.Of(kept.Key), kept.ModifiedUtc), cancellationToken)) return;
        await using var source = InputFile.OpenRead(sourcePath);
        var key = keys is null ? null : await keys.ForNewAsync(contentHash, cancellationToken);
        // Sent is a copy that nobody changes; the next stage is likely to need it.
        var copy = await copies.GetAsync(contentHash, (target, token) => StoredCopy.WriteAsync(source, target, key, token), cancellationToken)
            ?? throw Refuse($"The recording {Path.GetFileName(sourcePath)} changed while it was being copied; hand it in again when it is complete.", passing: true);
        await PutAsync(kept?.Key ?? address.Prefix + StoredName.Of(contentHash, sourcePath), copy.Path, cancellationToken);
    }

    public async Task<RecordingFile> FindAsync(string contentHash, CancellationToken cancellationToken) =>
        await copies.GetAsync(contentHash, (target, token) => FetchAsync(contentHash, target, token), cancellationToken)
        ?? throw Refuse($"The recording {contentHash} in {address} is damaged, its checksum is another one; restore it from the backup.", passing: false);

    public async Task<bool> HasAsync(string contentHash, CancellationToken cancellationToken) => await ObjectAsync(contentHash, cancellationToken) is not null;

    public async IAsyncEnumerable<KeptRecording> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BucketPage page;
        string? after = null;
        do
        {
            page = await AskAsync(store => store.ListAsync(address, after, Page, cancellationToken));
            after = page.Last;
            foreach (var entry in page.Objects)
                if (StoredName.HashOf(entry.Name) is { } hash) yield return new(hash, address.Of(entry.Key), entry.ModifiedUtc);
        }
        while (page.More && after is not null);
    }

    public async Task<bool> IsWholeAsync(KeptRecording recording, CancellationToken cancellationToken)
    {
        if (await ObjectAsync(recording.ContentHash, cancellationToken) is not { } entry) return false;
        if (await KeyOfAsync(entry, cancellationToken) is { } name) return await IsWholeAsync(entry, recording, name, cancellationToken);
        var digest = await AskAsync(store => store.FetchAsync(address, entry, (body, token) => SHA256.HashDataAsync(body, token).AsTask(), cancellationToken));
        return await IsRightAsync(recording.ContentHash, Convert.ToHexStringLower(digest), cancellationToken);
    }

    public async Task<bool> IsEncryptedAsync(KeptRecording recording, CancellationToken cancellationToken) =>
        await ObjectAsync(recording.ContentHash, cancellationToken) is { } entry && await KeyOfAsync(entry, cancellationToken) is not null;

    public async Task ReplaceAsync(string contentHash, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var entry = await ObjectAsync(contentHash, cancellationToken) ?? throw Gone(contentHash);
        await WithTemporaryAsync(write, file => PutAsync(entry.Key, file, cancellationToken), cancellationToken);
        copies.Remove(contentHash);
    }

    public async Task RemoveAsync(string contentHash, CancellationToken cancellationToken)
    {
        // Without its key it cannot be heard any more, whatever the bucket keeps of it.
        if (keys is not null) await keys.RemoveAsync(contentHash, except: null, cancellationToken);
        copies.Remove(contentHash);
        for (var removed = 0; await ObjectAsync(contentHash, cancellationToken) is { } entry; removed++)
        {
            if (removed == SameHash)
                throw Refuse($"The recording {contentHash} is still in {address} after it was removed {SameHash} times; check that the bucket has no retention, object lock or versions.", passing: true);
            await AskAsync(store => store.RemoveAsync(address, entry.Key, cancellationToken));
        }
    }

    public int RemoveAbandoned(DateTimeOffset now) => copies.RemoveAbandoned(now);

    public bool Holds(string path) => copies.Holds(path);

    public void Dispose()
    {
        if (client.IsValueCreated) client.Value.Dispose();
    }

    private async Task FetchAsync(string contentHash, Stream target, CancellationToken cancellationToken)
    {
        var entry = await ObjectAsync(contentHash, cancellationToken) ?? throw Gone(contentHash);
        await FetchAsync(entry, target, cancellationToken);
    }

    private async Task FetchAsync(BucketObject entry, Stream target, CancellationToken cancellationToken)
    {
        await AskAsync(store => store.FetchAsync(address, entry, CopyAsync, cancellationToken));

        async Task<bool> CopyAsync(Stream body, CancellationToken token)
        {
            target.SetLength(0);
            await body.CopyToAsync(target, token);
            return true;
        }
    }

    private Task<string?> KeyOfAsync(BucketObject entry, CancellationToken cancellationToken) =>
        AskAsync(store => store.FetchAsync(address, entry, RecordingFile.KeyOfAsync, cancellationToken));

    private async Task<bool> IsGoodAsync(KeptRecording recording, CancellationToken cancellationToken)
    {
        try
        {
            return await IsWholeAsync(recording, cancellationToken);
        }
        catch (InputException exception) when (exception.Fault == InputFault.Key)
        {
            return false;
        }
    }

    private async Task<bool> IsWholeAsync(BucketObject entry, KeptRecording recording, string keyName, CancellationToken cancellationToken)
    {
        if (keys is null) return false;
        var key = await keys.FindAsync(keyName, recording.Place, cancellationToken);
        try
        {
            return await WithTemporaryAsync(
                (target, token) => FetchAsync(entry, target, token),
                async file => await IsRightAsync(recording.ContentHash, await ContentHash.ComputeAsync(new RecordingFile(file, key), cancellationToken), cancellationToken),
                cancellationToken);
        }
        catch (InputException exception) when (!exception.Passing)
        {
            return false;
        }
    }

    private async Task<bool> IsRightAsync(string contentHash, string found, CancellationToken cancellationToken) =>
        keys is null ? found == contentHash : await keys.IsRightAsync(contentHash, found, cancellationToken);

    // The store compares what arrives with the hash of what is sent: of the encrypted bytes, where they are.
    private async Task<bool> PutAsync(string key, string file, CancellationToken cancellationToken)
    {
        var sent = await ContentHash.ComputeAsync(file, cancellationToken);
        return await AskAsync(store => store.PutAsync(address, key, file, sent, cancellationToken));
    }

    private async Task<T> WithTemporaryAsync<T>(Func<Stream, CancellationToken, Task> write, Func<string, Task<T>> use, CancellationToken cancellationToken)
    {
        var file = copies.NewTemporary();
        try
        {
            await AtomicFile.WriteAsync(file, write, cancellationToken);
            return await use(file);
        }
        finally
        {
            if (File.Exists(file)) File.Delete(file);
        }
    }

    private async Task<BucketObject?> ObjectAsync(string contentHash, CancellationToken cancellationToken)
    {
        var page = await AskAsync(store => store.ListAsync(address.Below(StoredName.Stem(contentHash)), after: null, SameHash, cancellationToken));
        return page.Objects.FirstOrDefault(entry => StoredName.HashOf(entry.Name) == contentHash);
    }

    private async Task<T> AskAsync<T>(Func<BucketClient, Task<T>> ask)
    {
        try
        {
            return await ask(client.Value);
        }
        catch (InputException exception) when (!exception.Passing)
        {
            throw MachineTrouble.Of(exception);
        }
    }

    private InputException Gone(string contentHash) => Refuse($"The recording {contentHash} is not in {address}; restore it from the backup or hand it in again.", passing: true);

    private static InputException Refuse(string sentence, bool passing) => new(InputFault.Unreadable, sentence) { Passing = passing };
}
