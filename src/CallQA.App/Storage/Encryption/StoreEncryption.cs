using CallQA.App.Review.Playback;
using CallQA.Recordings.Encryption;

namespace CallQA.App.Storage.Encryption;

/// <summary>What became of a recording.</summary>
/// <param name="Recording">The recording.</param>
/// <param name="Encrypted">Whether it was encrypted now.</param>
/// <param name="Problem">Why it stays as it is; null when all is well.</param>
internal sealed record EncryptedRecording(KeptRecording Recording, bool Encrypted, InputException? Problem = null);

/// <summary>
/// Encrypts the recordings that are still plain, one after the other. Each is replaced whole, so that a run that is killed leaves plain and encrypted
/// ones, all of which can be read, and the next run does the rest.
/// </summary>
internal sealed class StoreEncryption(IKeptRecordings recordings, RecordingKeys keys, PlaybackFolder playback)
{
    /// <summary>Goes through the store.</summary>
    /// <returns>Each recording, and what became of it.</returns>
    /// <exception cref="InputException">No master key is named, or the store cannot be read or written.</exception>
    public async IAsyncEnumerable<EncryptedRecording> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!keys.Encrypts)
            throw new InputException(InputFault.Key, $"No master key is named; make one with `callqa store key new FILE` and name it with CallQA:Encryption:KeyFile or {MasterKeys.Variable}.");
        await keys.EnsureUsableAsync(cancellationToken);
        await foreach (var recording in recordings.ListAsync(cancellationToken))
            if (await TryAsync(recording, cancellationToken) is { } outcome) yield return outcome;
    }

    // One that is damaged, or whose key was changed, keeps no other from being encrypted; a store that is away does.
    private async Task<EncryptedRecording?> TryAsync(KeptRecording recording, CancellationToken cancellationToken)
    {
        try
        {
            if (await recordings.IsEncryptedAsync(recording, cancellationToken)) return new(recording, Encrypted: false);
            await EncryptAsync(recording, cancellationToken);
            return new(recording, Encrypted: true);
        }
        catch (InputException exception) when (!exception.Passing || exception.Fault == InputFault.Key)
        {
            return new(recording, Encrypted: false, exception);
        }
        catch (InputException)
        {
            // Erased meanwhile.
            if (!await recordings.HasAsync(recording.ContentHash, cancellationToken)) return null;
            throw;
        }
    }

    private async Task EncryptAsync(KeptRecording recording, CancellationToken cancellationToken)
    {
        // What is found is compared with its hash: what is damaged is not made to look whole.
        var plain = await recordings.FindAsync(recording.ContentHash, cancellationToken);
        var key = await keys.ForNewAsync(recording.ContentHash, cancellationToken);
        await recordings.ReplaceAsync(
            recording.ContentHash,
            async (target, token) =>
            {
                await using var source = plain.OpenRead();
                await StoredCopy.WriteAsync(source, target, key!, token);
            },
            cancellationToken);
        playback.Remove(recording.ContentHash);
    }
}
