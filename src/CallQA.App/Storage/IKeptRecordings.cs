using CallQA.Recordings;

namespace CallQA.App.Storage;

/// <summary>A kept recording.</summary>
/// <param name="ContentHash">SHA-256 that its name tells.</param>
/// <param name="Place">Where it lies, for people.</param>
/// <param name="Kept">When it was kept.</param>
internal sealed record KeptRecording(string ContentHash, string Place, DateTimeOffset Kept);

/// <summary>The store of recordings for those who look after it: a folder or a bucket.</summary>
internal interface IKeptRecordings : IRecordingStore
{
    /// <summary>All kept recordings, in no order.</summary>
    /// <exception cref="InputException">The store cannot be read.</exception>
    IAsyncEnumerable<KeptRecording> ListAsync(CancellationToken cancellationToken);

    /// <summary>Whether a recording is kept.</summary>
    /// <exception cref="InputException">The store cannot be read.</exception>
    Task<bool> HasAsync(string contentHash, CancellationToken cancellationToken);

    /// <summary>Reads a recording through, past all copies, and compares its checksum.</summary>
    /// <exception cref="InputException">The store cannot be read.</exception>
    Task<bool> IsWholeAsync(KeptRecording recording, CancellationToken cancellationToken);

    /// <summary>Whether a recording is encrypted where it is kept.</summary>
    /// <exception cref="InputException">The store cannot be read.</exception>
    Task<bool> IsEncryptedAsync(KeptRecording recording, CancellationToken cancellationToken);

    /// <summary>Puts other bytes in the place of a kept recording: whoever reads it gets the old or the new ones, never a half.</summary>
    /// <param name="contentHash">SHA-256 of the recording.</param>
    /// <param name="write">Writes the new bytes, as they are to be kept.</param>
    /// <param name="cancellationToken">Stops the writing; the recording is left as it was.</param>
    /// <exception cref="InputException">The store cannot be written.</exception>
    Task ReplaceAsync(string contentHash, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken);

    /// <summary>Removes a recording and destroys its key; one that is not there needs nothing.</summary>
    /// <exception cref="InputException">The store cannot be written.</exception>
    Task RemoveAsync(string contentHash, CancellationToken cancellationToken);

    /// <summary>Removes what killed processes left half-written.</summary>
    /// <returns>How many files.</returns>
    int RemoveAbandoned(DateTimeOffset now);

    /// <summary>Whether a file lies where recordings or copies of them are kept, whatever links lead to it.</summary>
    bool Holds(string path);
}
