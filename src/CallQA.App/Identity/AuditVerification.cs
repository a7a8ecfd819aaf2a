using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Identity;

/// <summary>What is wrong with an entry of the audit log.</summary>
public enum AuditBreak
{
    /// <summary>It does not tell what it told when it was written, or the entry before it does not.</summary>
    Changed,

    /// <summary>Entries before it are missing.</summary>
    Missing,

    /// <summary>It was put in past the chain.</summary>
    Unchained,
}

/// <summary>The first broken entry.</summary>
/// <param name="Number">Its number in the chain; null for one past it.</param>
/// <param name="At">When it says it was written; null where it cannot be read.</param>
/// <param name="Break">What is wrong.</param>
internal sealed record BrokenEntry(long? Number, DateTimeOffset? At, AuditBreak Break);

/// <summary>The result of reading the audit log through.</summary>
/// <param name="Chained">Entries whose hashes are right, up to the first broken one.</param>
/// <param name="Earlier">Entries from before there was a chain, which it does not cover.</param>
/// <param name="LastHash">Hash of the last right entry: kept elsewhere, it shows later whether the end was cut off; null when there is none.</param>
/// <param name="First">The first broken entry; null when none is.</param>
internal sealed record AuditReport(long Chained, long Earlier, string? LastHash, BrokenEntry? First);

/// <summary>Reads the audit log through and checks its chain.</summary>
internal sealed class AuditVerification(IDbContextFactory<CallQADbContext> contexts)
{
    public async Task<AuditReport> RunAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (number, hash) = (0L, (string?)null);
        await using var rows = context.Audit.AsNoTracking().Where(row => row.Sequence != null).OrderBy(row => row.Sequence).AsAsyncEnumerable().GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await rows.MoveNextAsync()) break;
            }
            catch (Exception exception) when (IsDamage(exception))
            {
                await using var other = await contexts.CreateDbContextAsync(cancellationToken);
                return await ReportAsync(other, number, hash, new(await NumberAfterAsync(other, number, cancellationToken), At: null, AuditBreak.Changed), cancellationToken);
            }

            var row = rows.Current;
            if (BreakOf(row, number, hash) is { } fault) return await ReportAsync(context, number, hash, Broken(row, fault), cancellationToken);
            (number, hash) = (row.Sequence!.Value, row.Hash);
        }

        return await ReportAsync(context, number, hash, await PastTheChainAsync(context, cancellationToken), cancellationToken);
    }

    // SQLite keeps whatever text is written where a time or a number should be, and does not read it then.
    private static bool IsDamage(Exception exception) =>
        exception is FormatException or InvalidCastException or OverflowException or ArgumentException or InvalidOperationException;

    private static async Task<long> NumberAfterAsync(CallQADbContext context, long number, CancellationToken cancellationToken) =>
        await context.Audit.Where(row => row.Sequence > number).OrderBy(row => row.Sequence).Select(row => row.Sequence).FirstOrDefaultAsync(cancellationToken) ?? number + 1;

    private static AuditBreak? BreakOf(AuditRow row, long number, string? hash) =>
        row.Sequence != number + 1 ? AuditBreak.Missing : row.Hash != AuditChain.HashOf(row, hash) ? AuditBreak.Changed : null;

    // Entries without a number are from before there was a chain, and so before its first entry.
    private static async Task<BrokenEntry?> PastTheChainAsync(CallQADbContext context, CancellationToken cancellationToken)
    {
        var first = await context.Audit.Where(row => row.Sequence != null).MinAsync(row => (long?)row.Id, cancellationToken);
        var past = context.Audit.AsNoTracking().Where(row => row.Sequence == null && row.Id > first).OrderBy(row => row.Id);
        try
        {
            return await past.FirstOrDefaultAsync(cancellationToken) is { } row ? Broken(row, AuditBreak.Unchained) : null;
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            return new(Number: null, At: null, AuditBreak.Unchained);
        }
    }

    private static async Task<AuditReport> ReportAsync(CallQADbContext context, long chained, string? hash, BrokenEntry? first, CancellationToken cancellationToken) =>
        new(chained, await context.Audit.LongCountAsync(row => row.Sequence == null, cancellationToken), hash, first);

    private static BrokenEntry Broken(AuditRow row, AuditBreak fault) => new(row.Sequence, new DateTimeOffset(row.AtUtc), fault);
}
