using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>The refused files and rows, newest first.</summary>
internal sealed class QuarantineStore(IDbContextFactory<CallQADbContext> contexts)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>Enters a refusal; the same name, content and reason again changes nothing.</summary>
    public Task AddAsync(QuarantinedFile file, CancellationToken cancellationToken)
    {
        var row = ToRow(file);
        return work.CommitAsync(
            async context =>
            {
                var known = await context.QuarantinedFiles.AnyAsync(other => other.Key == row.Key, cancellationToken);
                if (!known) context.QuarantinedFiles.Add(row);
                return known;
            },
            cancellationToken);
    }

    public Task<int> CountAsync(CancellationToken cancellationToken) =>
        work.ReadAsync(context => context.QuarantinedFiles.CountAsync(cancellationToken), cancellationToken);

    public Task<IReadOnlyList<QuarantinedFile>> ListAsync(int skip, int take, CancellationToken cancellationToken) =>
        work.ReadAsync<IReadOnlyList<QuarantinedFile>>(
            async context => await context.QuarantinedFiles
                .OrderByDescending(row => row.QuarantinedUtc).ThenByDescending(row => row.Id)
                .Skip(skip).Take(take)
                .Select(row => new QuarantinedFile(
                    row.FileName, row.ContentHash, row.Fault, row.Reason, new DateTimeOffset(row.QuarantinedUtc), row.KeptAt))
                .ToListAsync(cancellationToken),
            cancellationToken);

    private static QuarantinedFileRow ToRow(QuarantinedFile file) => new()
    {
        Key = Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Join('\u001f', file.FileName, file.ContentHash, file.Reason)))),
        FileName = file.FileName,
        ContentHash = file.ContentHash,
        Fault = file.Fault,
        Reason = file.Reason,
        QuarantinedUtc = CallMapping.Utc(file.QuarantinedAt),
        KeptAt = file.KeptAt,
    };
}
