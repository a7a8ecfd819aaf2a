using CallQA.App.Storage;

namespace CallQA.App.Jobs;

/// <summary>Erases the calls that have been kept as long as the rules of retention say.</summary>
internal sealed class Retention(CallErasure erasure, ILogger<Retention> logger)
{
    private const string Rule = "retention";

    /// <returns>How many calls were erased.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var due = await erasure.DueAsync(cancellationToken);
        foreach (var call in due) await erasure.EraseAsync(call.CallId, Rule, cancellationToken);
        if (due.Count > 0) Log.CallsErased(logger, Rule, due.Count);
        return due.Count;
    }
}
