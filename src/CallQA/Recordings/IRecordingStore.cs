namespace CallQA.Recordings;

/// <summary>Where originals are kept, addressed by their content: a folder or an object store.</summary>
public interface IRecordingStore
{
    /// <summary>Keeps a copy of a file. Keeping the same content again changes nothing; a copy is whole or absent.</summary>
    /// <param name="sourcePath">The file to copy; it stays where it is.</param>
    /// <param name="contentHash">Its SHA-256, lower-case hexadecimal; verified while copying.</param>
    /// <param name="cancellationToken">Stops the copy and leaves nothing behind.</param>
    /// <exception cref="InputException">The file cannot be read or no longer has that content.</exception>
    Task KeepAsync(string sourcePath, string contentHash, CancellationToken cancellationToken);

    /// <summary>The recording as a file of this machine.</summary>
    /// <param name="contentHash">SHA-256 of the recording, lower-case hexadecimal.</param>
    /// <param name="cancellationToken">Stops the retrieval.</param>
    /// <exception cref="InputException">The store does not hold it, it is damaged, or there is no key for it.</exception>
    Task<RecordingFile> FindAsync(string contentHash, CancellationToken cancellationToken);
}
