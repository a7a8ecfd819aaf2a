using CallQA.App.Review.Playback;
using CallQA.Recordings.Encryption;

namespace CallQA.App.Storage.Encryption;

/// <summary>
/// Encrypts the recordings that are still plain, one after the other. Each is replaced whole, so that a run that is killed leaves plain and encrypted
/// ones, all of which can be read, and the next run does the rest.
/// </summary>
internal sealed class StoreEncryption(IKeptRecordings recordings, RecordingKeys keys, PlaybackFolder playback)
{
    /// <summary>Goes through the store.</summary>
    /// <returns>Each recording, and whether it was encrypted now.</returns>
    /// <exception cref="InputException">No master key is named, or the store cannot be read or written.</exception>
    public async IAsyncEnumerable<(KeptRecording Recording, bool Encrypted)> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!keys.Encrypts)
            throw new InputException(InputFault.Key, $"No master key is named; make one with `callqa store key new FILE` and name it with CallQA:Encryption:KeyFile or {MasterKeys.Variable}.");
        await keys.EnsureUsableAsync(cancellationToken);
        await foreach (var recording in recordings.ListAsync(cancellationToken))
        {
            if (await recordings.IsEncryptedAsync(recording, cancellationToken))
            {
                yield return (recording, false);
                continue;
            }

            await EncryptAsync(recording, cancellationToken);
            yield return (recording, true);
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
