namespace CallQA.App.Buckets;

/// <summary>One going through a bucket.</summary>
internal sealed class BucketRun(BucketClient client, BucketAddress address) : IDisposable
{
    // So many objects left one after another, and it is the store or this machine that is in trouble.
    private const int MostLeftInARow = 20;

    private readonly SemaphoreSlim turn = new(1, 1);
    private int leftInARow;

    public BucketClient Client => client;

    public BucketAddress Address => address;

    /// <summary>The keys of the stretch at hand.</summary>
    public IReadOnlySet<string> Stretch { get; private set; } = new HashSet<string>();

    /// <summary>Goes on with a stretch.</summary>
    public void Reach(BucketPage page) => Stretch = page.Objects.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>Fetching waits for the network and is done side by side; writing to one database is quicker in turn.</summary>
    public async Task<T> InTurnAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await write();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>An object is done with.</summary>
    public void Went() => Volatile.Write(ref leftInARow, 0);

    /// <summary>An object is left for the next run.</summary>
    /// <returns>Whether there were so many after another that going on is of no use.</returns>
    public bool HasLeftTooMany() => Interlocked.Increment(ref leftInARow) > MostLeftInARow;

    public void Dispose()
    {
        client.Dispose();
        turn.Dispose();
    }
}
