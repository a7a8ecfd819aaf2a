using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Buckets;

/// <summary>
/// Originals in an S3-compatible store, addressed by content as in a folder. An object appears whole; what is read is a copy
/// on this machine whose checksum was compared. What the store refuses is its trouble, never the call's.
/// </summary>
internal sealed class RecordingBucket(BucketAddress address, StoreSettings settings, RecordingCopies copies, TimeProvider clock) : IKeptRecordings, IDisposable
{
    private const int Page = 1000;
    private const int SameHash = 10;

    private readonly Lazy<BucketClient> client = new(() => new BucketClient(settings, clock));

    public async Task KeepAsync(string sourcePath, string contentHash, CancellationToken cancellationToken)
    {
        if (await FindAsync(contentHash, cancellationToken) is not null) return;
        await using var source = InputFile.OpenRead(sourcePath);
        // Sent is a copy that nobody changes; the next stage is likely to need it.
        var copy = await copies.GetAsync(contentHash, (target, token) => source.CopyToAsync(target, token), cancellationToken)
            ?? throw Refuse($"The recording {Path.GetFileName(sourcePath)} changed while it was being copied; hand it in again when it is complete.", passing: true);
        await AskAsync(store => store.PutAsync(address, address.Prefix + StoredName.Of(contentHash, sourcePath), copy, contentHash, cancellationToken));
    }

    public async Task<string> GetPathAsync(string contentHash, CancellationToken cancellationToken) =>
        await copies.GetAsync(contentHash, (target, token) => FetchAsync(contentHash, target, token), cancellationToken)
        ?? throw Refuse($"The recording {contentHash} in {address} is damaged, its checksum is another one; restore it from the backup.", passing: false);

    public async Task<bool> HasAsync(string contentHash, CancellationToken cancellationToken) => await FindAsync(contentHash, cancellationToken) is not null;

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
        if (await FindAsync(recording.ContentHash, cancellationToken) is not { } entry) return false;
        var digest = await AskAsync(store => store.FetchAsync(address, entry, (body, token) => SHA256.HashDataAsync(body, token).AsTask(), cancellationToken));
        return Convert.ToHexStringLower(digest) == recording.ContentHash;
    }

    public async Task RemoveAsync(string contentHash, CancellationToken cancellationToken)
    {
        copies.Remove(contentHash);
        while (await FindAsync(contentHash, cancellationToken) is { } entry) await AskAsync(store => store.RemoveAsync(address, entry.Key, cancellationToken));
    }

    public int RemoveAbandoned(DateTimeOffset now) => copies.RemoveAbandoned(now);

    public bool Holds(string path) => copies.Holds(path);

    public void Dispose()
    {
        if (client.IsValueCreated) client.Value.Dispose();
    }

    private async Task FetchAsync(string contentHash, Stream target, CancellationToken cancellationToken)
    {
        var entry = await FindAsync(contentHash, cancellationToken)
            ?? throw Refuse($"The recording {contentHash} is not in {address}; restore it from the backup or hand it in again.", passing: true);
        await AskAsync(store => store.FetchAsync(address, entry, CopyAsync, cancellationToken));

        async Task<bool> CopyAsync(Stream body, CancellationToken token)
        {
            target.SetLength(0);
            await body.CopyToAsync(target, token);
            return true;
        }
    }

    private async Task<BucketObject?> FindAsync(string contentHash, CancellationToken cancellationToken)
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

    private static InputException Refuse(string sentence, bool passing) => new(InputFault.Unreadable, sentence) { Passing = passing };
}
