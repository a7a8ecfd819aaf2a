using Amazon.Runtime;

namespace CallQA.App.Buckets;

/// <summary>
/// An object as it comes: a store that falls silent, breaks off or sends another length is the store's trouble, whatever
/// is done with the bytes is not.
/// </summary>
/// <param name="source">What the store sends.</param>
/// <param name="length">Bytes that must come.</param>
/// <param name="silence">So long the store may send nothing.</param>
internal sealed class BucketStream(Stream source, long length, TimeSpan silence) : Stream
{
    private long read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => read;
        set => throw new NotSupportedException("An object is read from its beginning to its end.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(silence);
        try
        {
            var count = await source.ReadAsync(buffer, limit.Token);
            read += count;
            return count > 0 || read == length ? count : throw new AmazonClientException($"{read} of {length} bytes came");
        }
        catch (IOException exception)
        {
            throw new AmazonClientException(exception.Message, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {silence.TotalSeconds:0} s", exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An object is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("An object is read from its beginning to its end.");

    public override void SetLength(long value) => throw new NotSupportedException("An object is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("An object is only read.");
}
