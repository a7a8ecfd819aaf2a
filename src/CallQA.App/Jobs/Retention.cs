using CallQA.App.Storage;

namespace CallQA.App.Jobs;

/// <summary>Erases the calls that have been kept as long as the rules of retention say.</summary>
internal sealed class Retention(CallErasure erasure, ILogger<Retention> logger)
{
    private const string Rule = "retention";

    /// <summary>The night's step.</summary>
    /// <returns>How many calls were erased.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken) => (await RunAsync(Rule, cancellationToken)).Count;

    /// <summary>Erases now what may be erased.</summary>
    /// <param name="by">Who has it done, for the entries that remain.</param>
    /// <param name="cancellationToken">Stops between two calls.</param>
    /// <returns>The calls that were erased.</returns>
    public async Task<IReadOnlyList<ErasableCall>> RunAsync(string by, CancellationToken cancellationToken)
    {
        var due = await erasure.DueAsync(cancellationToken);
        foreach (var call in due) await erasure.EraseAsync(call.CallId, by, cancellationToken);
        if (due.Count > 0) Log.CallsErased(logger, Rule, due.Count);
        return due;
    }
}
