namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// Work in equal items that its owner does himself while idle threads help: nothing is allocated, and nobody waits for a thread
/// that does not come. For one owner at a time.
/// </summary>
internal sealed class HelpedWork : IThreadPoolWorkItem
{
    private readonly object _gate = new();
    private Action<int>? _item;
    private int _count;
    private int _next;
    private int _helpers;
    private Exception? _failure;

    /// <summary>Does all items.</summary>
    /// <param name="count">Their number.</param>
    /// <param name="threads">Threads that may work on them, the caller's included.</param>
    /// <param name="item">Does one, given its number.</param>
    public void Do(int count, int threads, Action<int> item)
    {
        lock (_gate)
            (_item, _count, _next, _failure) = (item, count, 0, null);
        for (var helper = 1; helper < Math.Min(threads, count); helper++)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        try
        {
            Work(item);
        }
        finally
        {
            lock (_gate)
            {
                _item = null;
                while (_helpers > 0)
                    Monitor.Wait(_gate);
            }
        }

        if (_failure is { } failure)
            throw new InvalidOperationException("A helping thread failed.", failure);
    }

    void IThreadPoolWorkItem.Execute()
    {
        Action<int>? item;
        lock (_gate)
        {
            // Who comes too late, or to the next piece of work, finds nothing or helps there.
            item = _item;
            if (item is null)
                return;
            _helpers++;
        }

        try
        {
            Work(item);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _failure = exception;
        }
        finally
        {
            lock (_gate)
            {
                if (--_helpers == 0)
                    Monitor.Pulse(_gate);
            }
        }
    }

    private void Work(Action<int> item)
    {
        for (var i = Interlocked.Increment(ref _next) - 1; i < _count; i = Interlocked.Increment(ref _next) - 1)
            item(i);
    }
}
