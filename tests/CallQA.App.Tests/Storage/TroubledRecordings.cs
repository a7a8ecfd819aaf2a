using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Tests.Storage;

/// <summary>A store of recordings where something happens before one is removed.</summary>
internal sealed class TroubledRecordings(IKeptRecordings inner, Func<string, Task> beforeRemoving) : IKeptRecordings
{
    public async Task RemoveAsync(string contentHash, CancellationToken cancellationToken)
    {
        await beforeRemoving(contentHash);
        await inner.RemoveAsync(contentHash, cancellationToken);
    }

    public Task KeepAsync(string sourcePath, string contentHash, CancellationToken cancellationToken) => inner.KeepAsync(sourcePath, contentHash, cancellationToken);

    public Task<RecordingFile> FindAsync(string contentHash, CancellationToken cancellationToken) => inner.FindAsync(contentHash, cancellationToken);

    public IAsyncEnumerable<KeptRecording> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

    public Task<bool> HasAsync(string contentHash, CancellationToken cancellationToken) => inner.HasAsync(contentHash, cancellationToken);

    public Task<bool> IsWholeAsync(KeptRecording recording, CancellationToken cancellationToken) => inner.IsWholeAsync(recording, cancellationToken);

    public Task<bool> IsEncryptedAsync(KeptRecording recording, CancellationToken cancellationToken) => inner.IsEncryptedAsync(recording, cancellationToken);

    public Task ReplaceAsync(string contentHash, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) => inner.ReplaceAsync(contentHash, write, cancellationToken);

    public int RemoveAbandoned(DateTimeOffset now) => inner.RemoveAbandoned(now);

    public bool Holds(string path) => inner.Holds(path);
}
