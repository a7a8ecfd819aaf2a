using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Identity;

/// <summary>
/// Chains the entries of the audit log: each one's hash covers what it tells and the hash of the entry before it, so that none can be changed, taken out
/// or put in between without breaking the chain from there on.
/// </summary>
internal static class AuditChain
{
    // Any number that nothing else in the database locks.
    private const long Lock = 0x43514155444954;

    private static readonly string Beginning = new('0', SHA256.HashSizeInBytes * 2);

    /// <summary>Commits the changes of a unit of work that adds entries, one such unit after the other.</summary>
    /// <param name="context">The unit of work.</param>
    /// <param name="save">Saves its changes without accepting them.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public static Task<int> CommitAsync(CallQADbContext context, Func<Task<int>> save, CancellationToken cancellationToken) =>
        // A unit of work that saves in steps has its transaction already, and commits it itself.
        context.Database.CurrentTransaction is not null
            ? LinkAndSaveAsync(context, save, cancellationToken)
            : context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
                var saved = await LinkAndSaveAsync(context, save, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return saved;
            });

    /// <summary>Whether the unit of work adds entries.</summary>
    public static bool Grows(CallQADbContext context) => context.ChangeTracker.Entries<AuditRow>().Any(entry => entry.State == EntityState.Added);

    /// <summary>Whether there is an entry already that makes this one needless.</summary>
    public static async Task<bool> IsKnownAsync(CallQADbContext context, AuditRow row, CancellationToken cancellationToken) =>
        row.UnlessSince is { } since && await context.Audit.AnyAsync(
            other => other.CallDigest == row.CallDigest && other.By == row.By && other.Action == row.Action && other.AtUtc > since, cancellationToken);

    /// <summary>The hash of an entry.</summary>
    /// <param name="row">The entry, its number included.</param>
    /// <param name="previous">Hash of the entry before it; null for the first.</param>
    public static string HashOf(AuditRow row, string? previous)
    {
        var text = new StringBuilder(previous ?? Beginning);
        // Lengths before texts: no two entries read the same.
        foreach (var part in (string[])[Number(row.Sequence ?? 0), Number(row.AtUtc.Ticks), row.Action, row.By, row.CallDigest, row.ContentHash])
            text.Append(CultureInfo.InvariantCulture, $"\n{part.Length}:{part}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static async Task<int> LinkAndSaveAsync(CallQADbContext context, Func<Task<int>> save, CancellationToken cancellationToken)
    {
        await LinkAsync(context, cancellationToken);
        return await save();
    }

    private static async Task LinkAsync(CallQADbContext context, CancellationToken cancellationToken)
    {
        // SQLite lets one transaction write at a time; PostgreSQL is asked to.
        if (context.Database.IsNpgsql()) await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken);
        var last = await context.Audit.AsNoTracking().Where(row => row.Sequence != null).OrderByDescending(row => row.Sequence)
            .Select(row => new { row.Sequence, row.Hash }).FirstOrDefaultAsync(cancellationToken);
        var (sequence, hash) = (last?.Sequence ?? 0, last?.Hash);
        foreach (var entry in context.ChangeTracker.Entries<AuditRow>().Where(entry => entry.State == EntityState.Added).ToList())
        {
            // Asked again where one writes at a time: the parts of a recording are asked for side by side.
            if (await IsKnownAsync(context, entry.Entity, cancellationToken))
            {
                entry.State = EntityState.Detached;
                continue;
            }

            entry.Entity.Sequence = ++sequence;
            entry.Entity.Hash = hash = HashOf(entry.Entity, hash);
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
