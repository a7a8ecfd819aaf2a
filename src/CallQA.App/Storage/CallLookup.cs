using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>Finds the call that a line of the log or a trace is about.</summary>
internal sealed class CallLookup(IDbContextFactory<CallQADbContext> contexts)
{
    private const int DigestLength = 64;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>The identifier of the call that has this identifier or this digest; null when there is none.</summary>
    public Task<string?> FindAsync(string idOrDigest, CancellationToken cancellationToken) => work.ReadAsync(
        async context => await context.Calls.AnyAsync(row => row.Id == idOrDigest, cancellationToken)
            ? idOrDigest
            : idOrDigest.Length == DigestLength ? await OfDigestAsync(context, idOrDigest, cancellationToken) : null,
        cancellationToken);

    // Asked for by an operator now and then: not worth a column.
    private static async Task<string?> OfDigestAsync(CallQADbContext context, string digest, CancellationToken cancellationToken)
    {
        await foreach (var id in context.Calls.Select(row => row.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
            if (CallDigest.Of(id).Equals(digest, StringComparison.OrdinalIgnoreCase)) return id;
        return null;
    }
}
