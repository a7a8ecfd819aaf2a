using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CallQA.App.Settings;
using CallQA.App.Storage;

namespace CallQA.App.Buckets;

/// <summary>
/// The store as it is asked: objects in stretches, each read as a stream. What may pass is asked again after a pause; what
/// does not is told in a sentence.
/// </summary>
internal sealed class BucketClient : IDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private readonly ObjectStoreSettings settings;
    private readonly AmazonS3Client client;

    /// <exception cref="InputException">There are no credentials.</exception>
    public BucketClient(ObjectStoreSettings settings)
    {
        this.settings = settings;
        var configuration = new AmazonS3Config
        {
            // Attempts are counted here, where a body that breaks off counts, too.
            MaxErrorRetry = 0,
            ForcePathStyle = settings.PathStyle ?? settings.Endpoint is not null,
            // Many stores do not know the checksums behind a body that Amazon's takes.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            // A long object takes long to send; silence is watched here.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (settings.Endpoint is { } endpoint) (configuration.ServiceURL, configuration.AuthenticationRegion) = (endpoint, settings.Region);
        else configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region);
        client = new AmazonS3Client(BucketCredentials.Read(settings), configuration);
    }

    /// <summary>The objects behind a key.</summary>
    /// <param name="address">Which objects.</param>
    /// <param name="after">The key; null for the first ones.</param>
    /// <param name="most">How many at most, 1–1000.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <exception cref="InputException">The store refuses or does not answer.</exception>
    public Task<BucketPage> ListAsync(BucketAddress address, string? after, int most, CancellationToken cancellationToken) => PatientlyAsync(
        address, key: null,
        async limit =>
        {
            var answer = await client.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = address.Bucket, Prefix = address.Prefix, StartAfter = after, MaxKeys = most }, limit.Token);
            var objects = answer.S3Objects ?? [];
            return new BucketPage([.. objects.Select(Of)], objects.LastOrDefault()?.Key, answer.IsTruncated == true);
        },
        cancellationToken);

    /// <summary>Reads the listed version of an object.</summary>
    /// <param name="address">The bucket.</param>
    /// <param name="wanted">The object.</param>
    /// <param name="read">Reads its bytes; called again where the store broke off.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InputException">The store refuses, does not answer, or has another version by now.</exception>
    public Task<T> FetchAsync<T>(BucketAddress address, BucketObject wanted, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken) => PatientlyAsync(
        address, wanted.Key,
        async limit =>
        {
            using var answer = await client.GetObjectAsync(
                new GetObjectRequest { BucketName = address.Bucket, Key = wanted.Key, EtagToMatch = wanted.ETag }, limit.Token);
            limit.CancelAfter(Timeout.InfiniteTimeSpan);
            await using var body = new BucketStream(answer.ResponseStream, wanted.Length, Silence);
            return await read(body, cancellationToken);
        },
        cancellationToken);

    /// <summary>Puts a file as one object, which appears whole or not at all; the store compares its checksum.</summary>
    /// <param name="address">The bucket.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="path">The file.</param>
    /// <param name="contentHash">Its SHA-256.</param>
    /// <param name="cancellationToken">Stops the sending; there is no object then.</param>
    /// <exception cref="InputException">The store refuses or does not answer.</exception>
    public Task<bool> PutAsync(BucketAddress address, string key, string path, string contentHash, CancellationToken cancellationToken) => PatientlyAsync(
        address, key,
        async limit =>
        {
            var request = new PutObjectRequest
            {
                BucketName = address.Bucket,
                Key = key,
                FilePath = path,
                ContentType = "application/octet-stream",
                ChecksumSHA256 = Convert.ToBase64String(Convert.FromHexString(contentHash)),
                // Signed with the digest of the whole body: a store that does not know the checksum compares that one.
                UseChunkEncoding = false,
            };
            request.StreamTransferProgress += (_, _) => limit.CancelAfter(Silence);
            await client.PutObjectAsync(request, limit.Token);
            return true;
        },
        cancellationToken);

    /// <summary>Removes an object; one that is not there needs nothing.</summary>
    /// <exception cref="InputException">The store refuses or does not answer.</exception>
    public Task<bool> RemoveAsync(BucketAddress address, string key, CancellationToken cancellationToken) => PatientlyAsync(
        address, key,
        async limit =>
        {
            await client.DeleteObjectAsync(address.Bucket, key, limit.Token);
            return true;
        },
        cancellationToken);

    /// <summary>Whether the bucket keeps what is removed as an earlier version; null where the store does not tell.</summary>
    public async Task<bool?> KeepsVersionsAsync(BucketAddress address, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await AskAsync(
                limit => client.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = address.Bucket }, limit.Token), cancellationToken);
            return answer.VersioningConfig?.Status == VersionStatus.Enabled;
        }
        catch (Exception exception) when (exception is AmazonServiceException or TimeoutException)
        {
            return null;
        }
    }

    public void Dispose() => client.Dispose();

    private static BucketObject Of(S3Object entry) => new(
        entry.Key, entry.ETag, entry.Size ?? 0, CallMapping.Utc(entry.LastModified?.ToUniversalTime() ?? DateTime.UnixEpoch));

    private async Task<T> PatientlyAsync<T>(BucketAddress address, string? key, Func<CancellationTokenSource, Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AskAsync(ask, cancellationToken);
            }
            catch (Exception exception) when (attempt < Attempts && BucketTrouble.MayPass(exception) && !MachineTrouble.Is(exception))
            {
                // By the machine's time, as the limit of each attempt.
                await Task.Delay(FirstPause * (1 << (attempt - 1)), cancellationToken);
            }
            catch (Exception exception) when (!MachineTrouble.Is(exception) && BucketTrouble.Tell(exception, address, key, settings) is { } refusal)
            {
                throw refusal;
            }
        }
    }

    private static async Task<T> AskAsync<T>(Func<CancellationTokenSource, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Silence);
        try
        {
            return await ask(limit);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {Silence.TotalSeconds:0} s", exception);
        }
    }
}
