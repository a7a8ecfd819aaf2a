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
    /// <exception cref="InputException">Some could not be, for now; all others are erased.</exception>
    public async Task<IReadOnlyList<ErasableCall>> RunAsync(string by, CancellationToken cancellationToken)
    {
        var (erased, left) = (new List<ErasableCall>(), new LeftForLater());
        foreach (var call in await erasure.DueAsync(cancellationToken))
        {
            try
            {
                if (await erasure.EraseAsync(call.CallId, by, cancellationToken)) erased.Add(call);
            }
            catch (InputException exception) when (!exception.Passing)
            {
                // Put on hold since: it is not due any more.
            }
            catch (Exception exception) when (LeftForLater.May(exception))
            {
                left.Add(exception);
            }
        }

        if (erased.Count > 0) Log.CallsErased(logger, Rule, erased.Count);
        left.Tell("calls to be erased");
        return erased;
    }
}
