using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>
/// Counts how often taking in a file or object failed through a defect: neither its own fault nor the machine's trouble, as far as can be told. One
/// that fails again and again is given up, so that it is not tried for ever.
/// </summary>
internal sealed class IntakeFailures(IDbContextFactory<CallQADbContext> contexts)
{
    /// <summary>Attempts before it is given up.</summary>
    public const int MostAttempts = 6;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Whether a failure counts.</summary>
    public static bool IsDefect(Exception exception) => exception is not (OperationCanceledException or InputException) && !LeftForLater.May(exception);

    /// <summary>What the operator is told of one that is given up.</summary>
    public static string Reason(string place, Exception exception) =>
        $"Taking in '{place}' failed {MostAttempts} times, at last with {exception.GetType().Name}; look into the log for where, and hand it in again when the cause is mended.";

    /// <summary>Counts an attempt that failed.</summary>
    /// <param name="place">The path below the intake folder, or the address in a bucket.</param>
    /// <param name="version">Which version of it; another one is counted anew.</param>
    /// <param name="cancellationToken">Stops before it is counted.</param>
    /// <returns>How many there were. After the last one the counting begins anew.</returns>
    public Task<int> AddAsync(string place, string version, CancellationToken cancellationToken)
    {
        var digest = CallDigest.Of(place);
        return work.CommitAsync(
            async context =>
            {
                var row = await context.IntakeFailures.FirstOrDefaultAsync(row => row.Digest == digest, cancellationToken)
                    ?? context.IntakeFailures.Add(new IntakeFailureRow { Digest = digest, Version = version }).Entity;
                if (row.Version != version) (row.Version, row.Attempts) = (version, 0);
                var attempts = ++row.Attempts;
                if (attempts >= MostAttempts) context.IntakeFailures.Remove(row);
                return attempts;
            },
            cancellationToken);
    }
}
