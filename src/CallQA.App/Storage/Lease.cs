namespace CallQA.App.Storage;

/// <summary>
/// One worker's right to the present stage of a call. What is stored under it is stored only while it is still the worker's own:
/// whoever came to a halt for longer than a lease lasts finds the call in other hands, and must not overwrite what they do.
/// </summary>
/// <param name="CallId">The call.</param>
/// <param name="Worker">Who holds it.</param>
/// <param name="BegunUtc">Since when; a later lease, even of the same worker, has another moment.</param>
internal sealed record Lease(string CallId, string Worker, DateTime BegunUtc)
{
    private static readonly AsyncLocal<Lease?> Entered = new();

    /// <summary>From here on, what this flow of work stores about the call is stored under the lease.</summary>
    /// <returns>Ends that.</returns>
    public IDisposable Enter()
    {
        Entered.Value = this;
        return new Scope();
    }

    /// <summary>Whether the call is held under this lease.</summary>
    public bool Holds(CallRow row) => row.Worker == Worker && row.BegunUtc == BegunUtc;

    /// <summary>Holds what is about to be stored against the lease under which it came to be; without one nothing is asked.</summary>
    /// <param name="callId">The call.</param>
    /// <param name="row">As it is in the transaction; null when it was erased.</param>
    /// <exception cref="LeaseLostException">The call is no longer the worker's.</exception>
    public static void Check(string callId, CallRow? row)
    {
        if (Entered.Value is { } lease && lease.CallId == callId && (row is null || !lease.Holds(row))) throw new LeaseLostException(callId);
    }

    private sealed class Scope : IDisposable
    {
        public void Dispose() => Entered.Value = null;
    }
}

/// <summary>A worker wanted to store a result of a call that is no longer its own; nothing was stored.</summary>
internal sealed class LeaseLostException(string callId)
    : Exception($"The call '{callId}' was taken over, taken back or erased while a stage of it was at work; its result was not stored.");
