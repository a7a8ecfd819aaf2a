using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace CallQA.App.Web.Calls;

/// <summary>
/// How many calls a list has. A database counts row by row, so that of very many calls the number shown may be a little old,
/// and is counted anew meanwhile; of fewer it is exact.
/// </summary>
internal sealed class CallCounts(TimeProvider clock)
{
    private const int Many = 10_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Known = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<CallsShown, Count> counts = new();

    /// <param name="shown">The list.</param>
    /// <param name="count">Counts it.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    public async Task<int> OfAsync(CallsShown shown, Func<CancellationToken, Task<int>> count, CancellationToken cancellationToken)
    {
        if (!counts.TryGetValue(shown, out var last) || last.Number < Many || clock.GetElapsedTime(last.At) > Known)
            return await CountAsync(shown, count, cancellationToken);
        if (clock.GetElapsedTime(last.At) > Fresh && counts.TryUpdate(shown, last with { At = clock.GetTimestamp() }, last)) _ = RefreshAsync(shown, count);
        return last.Number;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps the number from being counted, the one that is known is shown.")]
    private async Task RefreshAsync(CallsShown shown, Func<CancellationToken, Task<int>> count)
    {
        try
        {
            await CountAsync(shown, count, CancellationToken.None);
        }
        catch (Exception)
        {
            // The next reader tries again.
        }
    }

    private async Task<int> CountAsync(CallsShown shown, Func<CancellationToken, Task<int>> count, CancellationToken cancellationToken)
    {
        var number = await count(cancellationToken);
        counts[shown] = new Count(number, clock.GetTimestamp());
        return number;
    }

    private sealed record Count(int Number, long At);
}
