using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>The refused files and rows, newest first.</summary>
internal sealed class QuarantineStore(IDbContextFactory<CallQADbContext> contexts)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>Enters a refusal; the same name, content and reason again changes nothing.</summary>
    public Task AddAsync(QuarantinedFile file, CancellationToken cancellationToken) => AddAllAsync([file], cancellationToken);

    /// <summary>Enters refusals in one transaction.</summary>
    public async Task AddAllAsync(IReadOnlyCollection<QuarantinedFile> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0) return;
        await work.CommitAsync(
            async context =>
            {
                await EnterAsync(context, files, cancellationToken);
                return files;
            },
            cancellationToken);
    }

    /// <summary>Enters refusals in the transaction of what they are about.</summary>
    public static async Task EnterAsync(CallQADbContext context, IEnumerable<QuarantinedFile> files, CancellationToken cancellationToken)
    {
        var rows = files.Select(ToRow).DistinctBy(row => row.Key).ToList();
        var keys = rows.ConvertAll(row => row.Key);
        var known = await context.QuarantinedFiles.Where(row => keys.Contains(row.Key)).Select(row => row.Key).ToListAsync(cancellationToken);
        context.QuarantinedFiles.AddRange(rows.Where(row => !known.Contains(row.Key)));
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
