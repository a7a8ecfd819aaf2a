using System.Security.Cryptography;

namespace CallQA.App.Buckets;

/// <summary>Tries out what a store of recordings must do, with an object of its own.</summary>
internal sealed class StoreProbe(BucketClient client, BucketAddress bucket)
{
    private const int Length = 64;

    /// <summary>What is wrong and what to do; null when all went well.</summary>
    /// <exception cref="InputException">The store refuses or does not answer.</exception>
    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        var content = RandomNumberGenerator.GetBytes(Length);
        var key = $"{bucket.Prefix}.callqa-{Guid.NewGuid():N}";
        await PutAsync(key, content, cancellationToken);
        var same = await IsAsync(key, content, cancellationToken);
        await client.RemoveAsync(bucket, key, cancellationToken);
        if (!same) return $"{bucket} does not give back what is put there; check the store.";
        return await client.KeepsVersionsAsync(bucket, cancellationToken) == true
            ? $"{bucket} keeps earlier versions, so that erased recordings stay; turn versioning off, or let a rule of the bucket remove what is no longer current."
            : null;
    }

    private async Task PutAsync(string key, byte[] content, CancellationToken cancellationToken)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, content, cancellationToken);
            await client.PutAsync(bucket, key, path, Convert.ToHexStringLower(SHA256.HashData(content)), cancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<bool> IsAsync(string key, byte[] content, CancellationToken cancellationToken)
    {
        var page = await client.ListAsync(bucket with { Prefix = key }, after: null, most: 1, cancellationToken);
        return page.Objects is [var entry]
            && (await client.FetchAsync(bucket, entry, (body, token) => SHA256.HashDataAsync(body, token).AsTask(), cancellationToken)).SequenceEqual(SHA256.HashData(content));
    }
}
