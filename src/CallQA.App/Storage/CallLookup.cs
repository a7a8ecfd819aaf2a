using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>Finds the call that a line of the log or a trace is about.</summary>
internal sealed class CallLookup(IDbContextFactory<CallQADbContext> contexts)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>The identifier of the call that has this identifier or this digest; null when there is none.</summary>
    public Task<string?> FindAsync(string idOrDigest, CancellationToken cancellationToken) => work.ReadAsync(
        async context => await context.Calls.AnyAsync(row => row.Id == idOrDigest, cancellationToken) ? idOrDigest : await OfDigestAsync(context, idOrDigest, cancellationToken),
        cancellationToken);

    private static async Task<string?> OfDigestAsync(CallQADbContext context, string digest, CancellationToken cancellationToken)
    {
        if (digest.Length != CallDigest.Length) return null;
        var written = digest.ToLowerInvariant();
        return await context.Calls.Where(row => row.Digest == written).Select(row => row.Id).FirstOrDefaultAsync(cancellationToken);
    }
}
