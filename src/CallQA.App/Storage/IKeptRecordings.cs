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

    /// <summary>Removes a recording; one that is not there needs nothing.</summary>
    /// <exception cref="InputException">The store cannot be written.</exception>
    Task RemoveAsync(string contentHash, CancellationToken cancellationToken);

    /// <summary>Removes what killed processes left half-written.</summary>
    /// <returns>How many files.</returns>
    int RemoveAbandoned(DateTimeOffset now);

    /// <summary>Whether a file lies where recordings or copies of them are kept, whatever links lead to it.</summary>
    bool Holds(string path);
}
