using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Search;

/// <summary>A search under its name.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Query">The address of its page.</param>
/// <param name="Shared">Whether others see it.</param>
/// <param name="By">Who saved it; null for the reader.</param>
internal sealed record SavedSearch(long Id, string Name, string Query, bool Shared, string? By);

/// <summary>The searches that people keep, and share if they like.</summary>
internal sealed class SavedSearches(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    /// <summary>Most letters of a name.</summary>
    public const int LongestName = 60;

    /// <summary>Most searches of one user.</summary>
    public const int Most = 50;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>The reader's own, then those that others share, each by name.</summary>
    /// <param name="ownerId">The reader.</param>
    /// <param name="withShared">Whether others' are wanted.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<SavedSearch>> ListAsync(string ownerId, bool withShared, CancellationToken cancellationToken)
    {
        var rows = await work.ReadAsync(
            context => context.SavedSearches.Where(row => row.OwnerId == ownerId || (withShared && row.Shared)).ToListAsync(cancellationToken), cancellationToken);
        return
        [
            .. rows.OrderBy(row => row.OwnerId != ownerId).ThenBy(row => row.Name, StringComparer.CurrentCultureIgnoreCase)
                .Select(row => new SavedSearch(row.Id, row.Name, row.Query, row.Shared, row.OwnerId == ownerId ? null : row.OwnerName)),
        ];
    }

    /// <summary>Keeps a search. One of the same name is replaced.</summary>
    /// <exception cref="InputException">The name is empty or too long, or there are too many.</exception>
    public async Task SaveAsync(string ownerId, string ownerName, string? name, string query, bool shared, CancellationToken cancellationToken)
    {
        name = name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName)
            throw new InputException(InputFault.Settings, $"The name has {name.Length} letters; write 1 to {LongestName}.");
        await work.CommitAsync(
            async context =>
            {
                var known = await context.SavedSearches.FirstOrDefaultAsync(row => row.OwnerId == ownerId && row.Name == name, cancellationToken);
                if (known is null && await context.SavedSearches.CountAsync(row => row.OwnerId == ownerId, cancellationToken) >= Most)
                    throw new InputException(InputFault.Settings, $"There are {Most} saved searches already; remove one first.");
                var row = known ?? context.SavedSearches.Add(new SavedSearchRow { OwnerId = ownerId, OwnerName = ownerName, Name = name, Query = query, Shared = shared, SavedUtc = default }).Entity;
                (row.Query, row.Shared, row.SavedUtc) = (query, shared, CallMapping.Utc(clock.GetUtcNow()));
                return row;
            },
            cancellationToken);
    }

    /// <summary>Removes one of the user's own; another's stays.</summary>
    /// <returns>How many were removed.</returns>
    public Task<int> RemoveAsync(string ownerId, long id, CancellationToken cancellationToken) => work.ExecuteAsync(
        context => context.SavedSearches.Where(row => row.Id == id && row.OwnerId == ownerId).ExecuteDeleteAsync(cancellationToken), cancellationToken);
}
