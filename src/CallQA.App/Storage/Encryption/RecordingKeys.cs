using CallQA.Recordings;
using CallQA.Recordings.Encryption;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage.Encryption;

/// <summary>The keys of recordings: one a recording, wrapped under a master key, in the database. Files tell by which key they are read.</summary>
internal sealed class RecordingKeys(IDbContextFactory<CallQADbContext> contexts, MasterKeys masters, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>Whether what is written from now on is encrypted.</summary>
    public bool Encrypts => masters.Named;

    /// <summary>The key that something of a recording is to be encrypted with: the one it has, or a new one that is stored before this returns.</summary>
    /// <param name="contentHash">SHA-256 of the recording.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <returns>Null when nothing is encrypted.</returns>
    /// <exception cref="InputException">The master key is missing or another one.</exception>
    public async Task<DataKey?> ForNewAsync(string contentHash, CancellationToken cancellationToken)
    {
        if (!Encrypts) return null;
        var row = await work.ReadAsync(
            context => context.RecordingKeys.Where(row => row.ContentHash == contentHash).OrderByDescending(row => row.CreatedUtc).FirstOrDefaultAsync(cancellationToken), cancellationToken);
        return row is null ? await AddAsync(contentHash, cancellationToken) : Unwrap(row);
    }

    /// <summary>A new key for a recording that may have others, stored before this returns.</summary>
    /// <exception cref="InputException">The master key is missing or another one.</exception>
    public async Task<DataKey> AddAsync(string contentHash, CancellationToken cancellationToken)
    {
        var (key, master) = (DataKey.New(), masters.Read()[0]);
        await work.CommitAsync(
            context => Task.FromResult(context.RecordingKeys.Add(new RecordingKeyRow
            {
                Id = key.Name, ContentHash = contentHash, MasterKey = master.Name, Wrapped = master.Wrap(key.Secret, key.Name), CreatedUtc = CallMapping.Utc(clock.GetUtcNow()),
            }).Entity),
            cancellationToken);
        return key;
    }

    /// <summary>A file with the key that it tells; a plain file as it is.</summary>
    /// <exception cref="InputException">It cannot be read, or there is no key for it.</exception>
    public async Task<RecordingFile> OfAsync(string path, CancellationToken cancellationToken) =>
        await RecordingFile.KeyOfAsync(path, cancellationToken) is { } name ? new(path, await FindAsync(name, path, cancellationToken)) : new(path);

    /// <summary>The key of that name.</summary>
    /// <param name="name">What a file tells.</param>
    /// <param name="place">The file, for the sentence.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <exception cref="InputException">There is none, or it cannot be unwrapped.</exception>
    public async Task<DataKey> FindAsync(string name, string place, CancellationToken cancellationToken) =>
        await work.ReadAsync(context => context.RecordingKeys.FirstOrDefaultAsync(row => row.Id == name, cancellationToken), cancellationToken) is { } row
            ? Unwrap(row)
            : throw new InputException(
                InputFault.Key,
                $"The recording '{place}' is encrypted and its key '{name}' is not in the database; restore that row of the table RecordingKeys from the backup, then let the call be tried again.");

    /// <summary>Whether there is a key of that name.</summary>
    public Task<bool> KnowsAsync(string name, CancellationToken cancellationToken) =>
        work.ReadAsync(context => context.RecordingKeys.AnyAsync(row => row.Id == name, cancellationToken), cancellationToken);

    /// <summary>Whether a kept file is what it should be: the recording itself, or the silenced one that has taken its place.</summary>
    /// <param name="contentHash">SHA-256 of the recording.</param>
    /// <param name="found">SHA-256 of what is kept.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public async Task<bool> IsRightAsync(string contentHash, string found, CancellationToken cancellationToken) =>
        found == contentHash
        || await work.ReadAsync(context => context.Calls.AnyAsync(row => row.ContentHash == contentHash && row.SilencedHash == found, cancellationToken), cancellationToken);

    /// <summary>Destroys the keys of a recording: nothing of it can be heard any more, wherever copies are.</summary>
    /// <param name="contentHash">SHA-256 of the recording.</param>
    /// <param name="except">Name of a key to keep; null for none.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public Task<int> RemoveAsync(string contentHash, string? except, CancellationToken cancellationToken) => work.ExecuteAsync(
        context => context.RecordingKeys.Where(row => row.ContentHash == contentHash && row.Id != except).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    /// <summary>What keeps recordings from being read or written; null when all is well.</summary>
    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            var known = masters.Read().Select(key => key.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var name in await MastersAsync(cancellationToken))
                if (!known.Contains(name)) return Missing(name);
            return null;
        }
        catch (InputException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Refuses to go on when recordings could not be read.</summary>
    /// <exception cref="InputException">The master key is missing or another one.</exception>
    public async Task EnsureUsableAsync(CancellationToken cancellationToken)
    {
        if (await FindProblemAsync(cancellationToken) is { } problem) throw MasterKeys.Refuse(problem);
    }

    // Both ends of the index tell it where all are wrapped under one key, which is the ordinary case.
    private Task<IReadOnlyList<string>> MastersAsync(CancellationToken cancellationToken) => work.ReadAsync<IReadOnlyList<string>>(
        async context =>
        {
            var first = await context.RecordingKeys.MinAsync(row => (string?)row.MasterKey, cancellationToken);
            var last = await context.RecordingKeys.MaxAsync(row => (string?)row.MasterKey, cancellationToken);
            if (first is null || last is null) return [];
            return first == last ? [first] : await context.RecordingKeys.Select(row => row.MasterKey).Distinct().ToListAsync(cancellationToken);
        },
        cancellationToken);

    private DataKey Unwrap(RecordingKeyRow row)
    {
        var master = masters.Read().FirstOrDefault(key => key.Name == row.MasterKey) ?? throw MasterKeys.Refuse(Missing(row.MasterKey));
        return new DataKey(Convert.FromHexString(row.Id), row.Unwrap(master));
    }

    private string Missing(string name) => masters.Named
        ? $"Recordings are encrypted under the master key {name}, which is not in {masters.Place}; put it back there, behind the one in force."
        : $"Recordings are encrypted under the master key {name}, and no master key is named; set CallQA:Encryption:KeyFile or {MasterKeys.Variable}.";
}
