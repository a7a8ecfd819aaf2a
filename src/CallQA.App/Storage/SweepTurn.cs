using Npgsql;

namespace CallQA.App.Storage;

/// <summary>
/// Lets one process at a time, over all machines, enqueue what is unfinished: two that look at once would both find it without a job.
/// The lock belongs to a connection and ends with its process.
/// </summary>
internal sealed class SweepTurn(CallQADbContextFactory contexts, TimeProvider clock) : IDisposable
{
    // Any number will do as long as no other program on the server uses it.
    private const long AdvisoryLock = 0x43616C6C5142;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // A process that stands still in its turn must not keep others from starting: the next sweep comes within a minute.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim here = new(1, 1);

    /// <returns>What the sweep returns; 0 without one when another process does not come to an end.</returns>
    public async Task<int> TakeAsync(Func<CancellationToken, Task<int>> sweep, CancellationToken cancellationToken)
    {
        await here.WaitAsync(cancellationToken);
        try
        {
            // With SQLite this is the only worker.
            if (contexts.Location.Provider == DatabaseProvider.Sqlite) return await sweep(cancellationToken);
            await using var connection = await OpenAsync(cancellationToken);
            if (!await IsOursAsync(connection, cancellationToken)) return 0;
            try
            {
                return await sweep(cancellationToken);
            }
            finally
            {
                await EndAsync(connection);
            }
        }
        finally
        {
            here.Release();
        }
    }

    public void Dispose() => here.Dispose();

    // A connection of its own: a pool may be small, and the sweep needs one from it.
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(contexts.Location.ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // The server notices the end of a connection a moment later; the next process need not wait for that.
    private static async Task EndAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var unlock = new NpgsqlCommand($"SELECT pg_advisory_unlock({AdvisoryLock})", connection);
            await unlock.ExecuteScalarAsync(CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The connection broke, and the turn with it.
        }
    }

    private async Task<bool> IsOursAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var ask = new NpgsqlCommand($"SELECT pg_try_advisory_lock({AdvisoryLock})", connection);
        for (var begun = clock.GetTimestamp(); ;)
        {
            if ((bool)(await ask.ExecuteScalarAsync(cancellationToken))!) return true;
            if (clock.GetElapsedTime(begun) > Patience) return false;
            await Task.Delay(Pause, cancellationToken);
        }
    }
}
