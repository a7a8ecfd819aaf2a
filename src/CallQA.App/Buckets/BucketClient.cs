using System.Buffers;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using CallQA.App.Settings;
using CallQA.App.Storage;

namespace CallQA.App.Buckets;

/// <summary>
/// The store as it is asked: objects in stretches, each read as a stream into a file. What may pass is asked again after a
/// pause; what does not is told in a sentence.
/// </summary>
internal sealed class BucketClient : IDisposable
{
    private const int Attempts = 5;
    private const int BufferSize = 128 * 1024;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private readonly BucketSettings settings;
    private readonly TimeProvider clock;
    private readonly AmazonS3Client client;

    /// <exception cref="InputException">There are no credentials.</exception>
    public BucketClient(BucketSettings settings, TimeProvider clock)
    {
        (this.settings, this.clock) = (settings, clock);
        // Attempts are counted here, where a body that breaks off counts, too.
        var configuration = new AmazonS3Config { MaxErrorRetry = 0, ForcePathStyle = settings.PathStyle ?? settings.Endpoint is not null };
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
        async token =>
        {
            var answer = await client.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = address.Bucket, Prefix = address.Prefix, StartAfter = after, MaxKeys = most }, token);
            var objects = answer.S3Objects ?? [];
            return new BucketPage([.. objects.Select(Of)], objects.LastOrDefault()?.Key, answer.IsTruncated == true);
        },
        cancellationToken);

    /// <summary>Reads the listed version of an object into a new file.</summary>
    /// <exception cref="InputException">The store refuses, does not answer, or has another version by now.</exception>
    public Task<long> FetchAsync(BucketAddress address, BucketObject wanted, string path, CancellationToken cancellationToken) => PatientlyAsync(
        address, wanted.Key,
        async token =>
        {
            using var answer = await client.GetObjectAsync(
                new GetObjectRequest { BucketName = address.Bucket, Key = wanted.Key, EtagToMatch = wanted.ETag }, token);
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            await CopyAsync(answer.ResponseStream, file, token);
            return file.Length == wanted.Length ? file.Length : throw new AmazonClientException($"{file.Length} of {wanted.Length} bytes came");
        },
        cancellationToken);

    public void Dispose() => client.Dispose();

    private static BucketObject Of(S3Object entry) => new(
        entry.Key, entry.ETag, entry.Size ?? 0, CallMapping.Utc(entry.LastModified?.ToUniversalTime() ?? DateTime.UnixEpoch));

    private async Task<T> PatientlyAsync<T>(BucketAddress address, string? key, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AskAsync(ask, cancellationToken);
            }
            catch (Exception exception) when (attempt < Attempts && BucketTrouble.MayPass(exception) && !MachineTrouble.Is(exception))
            {
                await Task.Delay(FirstPause * (1 << (attempt - 1)), clock, cancellationToken);
            }
            catch (Exception exception) when (!MachineTrouble.Is(exception) && BucketTrouble.Tell(exception, address, key, settings) is { } refusal)
            {
                throw refusal;
            }
        }
    }

    private static async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(cancellationToken);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {Silence.TotalSeconds:0} s", exception);
        }
    }

    private static async Task CopyAsync(Stream source, FileStream target, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                silence.CancelAfter(Silence);
                if (await ReadAsync(source, buffer, silence.Token) is not (> 0 and var read)) return;
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // What breaks off is the store's doing; what cannot be written is the disk's.
    private static async ValueTask<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException exception)
        {
            throw new AmazonClientException(exception.Message, exception);
        }
    }
}
