using System.Security.Cryptography;
using System.Text;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Identity.Keys;

/// <summary>A key as lists show it.</summary>
/// <param name="Id">The part that names it.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Account">The account it acts for.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">When it ends.</param>
/// <param name="Revoked">Whether it was taken back.</param>
/// <param name="Used">The day it was last used; null for never.</param>
internal sealed record ApiKey(
    string Id, string Name, string Account, IReadOnlyList<string> Scopes, DateTimeOffset Created, DateTimeOffset Expires, bool Revoked, DateTimeOffset? Used);

/// <summary>Makes, checks and takes back keys. A key is <c>callqa_NAME_SECRET</c>; it is shown once, when it is made.</summary>
internal sealed class ApiKeys(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    /// <summary>Every key begins so: programs that look for leaked secrets find it.</summary>
    public const string Prefix = "callqa_";

    /// <summary>Most days a key lasts.</summary>
    public const int LongestLife = 730;

    private const int NameLength = 8;
    private const int SecretLength = 40;
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private readonly UnitOfWork work = new(contexts);

    /// <summary>All keys, the latest first.</summary>
    public Task<List<ApiKey>> ListAsync(CancellationToken cancellationToken) => work.ReadAsync(
        async context => (await context.ApiKeys.OrderByDescending(row => row.CreatedUtc).ThenBy(row => row.Id)
                .Join(context.Users, key => key.UserId, user => user.Id, (key, user) => new { key, user.Name }).ToListAsync(cancellationToken))
            .ConvertAll(entry => Of(entry.key, entry.Name)),
        cancellationToken);

    /// <summary>Makes a key.</summary>
    /// <param name="account">The account it acts for.</param>
    /// <param name="name">What it is for, 1–100 letters.</param>
    /// <param name="scopes">One scope or more, see <see cref="ApiScope"/>.</param>
    /// <param name="days">How long it lasts, 1–730 days.</param>
    /// <param name="by">Who makes it.</param>
    /// <param name="cancellationToken">Stops the making.</param>
    /// <returns>The key itself, which is stored nowhere.</returns>
    /// <exception cref="InputException">There is no such account or scope, or a value is out of range.</exception>
    public async Task<string> AddAsync(
        string account, string name, IReadOnlyCollection<string> scopes, int days, string by, CancellationToken cancellationToken)
    {
        Check(name, scopes, days);
        var (id, secret) = (RandomNumberGenerator.GetString(Letters, NameLength), RandomNumberGenerator.GetString(Letters, SecretLength));
        var normalized = Accounts.Normalize(account);
        await work.CommitAsync(
            async context =>
            {
                var user = await context.Users.FirstOrDefaultAsync(row => row.NormalizedName == normalized && !row.Disabled, cancellationToken)
                    ?? throw Refuse($"There is no account '{account}' that may sign in; callqa users list shows all of them.");
                return context.ApiKeys.Add(new ApiKeyRow
                {
                    Id = id,
                    Name = name.Trim(),
                    UserId = user.Id,
                    SecretDigest = Digest(secret),
                    Scopes = string.Join(',', scopes.Distinct().Order(StringComparer.Ordinal)),
                    CreatedBy = by,
                    CreatedUtc = Now(),
                    ExpiresUtc = Now().AddDays(days),
                }).Entity;
            },
            cancellationToken);
        return $"{Prefix}{id}_{secret}";
    }

    /// <summary>Takes a key back, for good.</summary>
    /// <returns>Whether there was one to take back.</returns>
    public Task<bool> RevokeAsync(string id, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            if (await context.ApiKeys.FirstOrDefaultAsync(row => row.Id == id && row.RevokedUtc == null, cancellationToken) is not { } row) return false;
            row.RevokedUtc = Now();
            return true;
        },
        cancellationToken);

    /// <summary>The account and scopes behind a key; null when it is none, has ended or was taken back, or its account is disabled.</summary>
    public async Task<(UserRow User, IReadOnlyList<string> Scopes)?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal) || key.Split('_') is not [_, var id, var secret]) return null;
        var now = Now();
        var found = await work.ReadAsync(
            context => context.ApiKeys.Where(row => row.Id == id && row.RevokedUtc == null && row.ExpiresUtc > now)
                .Join(context.Users.Where(user => !user.Disabled), row => row.UserId, user => user.Id, (row, user) => new { row, user })
                .FirstOrDefaultAsync(cancellationToken),
            cancellationToken);
        if (found is null || !Same(found.row.SecretDigest, Digest(secret))) return null;
        if (found.row.UsedUtc is not { } used || used.Date < now.Date) await NoteUseAsync(id, now, cancellationToken);
        return (found.user, found.row.Scopes.Split(','));
    }

    private Task<int> NoteUseAsync(string id, DateTime now, CancellationToken cancellationToken) => work.ExecuteAsync(
        context => context.ApiKeys.Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(key => key.UsedUtc, now), cancellationToken), cancellationToken);

    private static ApiKey Of(ApiKeyRow row, string account) => new(
        row.Id, row.Name, account, row.Scopes.Split(','), new(row.CreatedUtc), new(row.ExpiresUtc), row.RevokedUtc is not null,
        row.UsedUtc is { } used ? new DateTimeOffset(used) : null);

    private static void Check(string name, IReadOnlyCollection<string> scopes, int days)
    {
        if (name.Trim().Length is 0 or > 100) throw Refuse($"The name of the key has {name.Trim().Length} letters; write 1 to 100 that say what it is for.");
        if (scopes.Count == 0) throw Refuse($"The key has no scope; give it one of {string.Join(", ", ApiScope.All.Order(StringComparer.Ordinal))}.");
        if (scopes.FirstOrDefault(scope => !ApiScope.All.Contains(scope)) is { } unknown)
            throw Refuse($"There is no scope '{unknown}'; there are {string.Join(", ", ApiScope.All.Order(StringComparer.Ordinal))}.");
        if (days is < 1 or > LongestLife) throw Refuse($"A key cannot last {days} days; choose 1 to {LongestLife}.");
    }

    // The secret is drawn at random from 62^40: nothing slower than one digest is needed to keep it.
    private static string Digest(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));

    private static InputException Refuse(string sentence) => new(InputFault.Settings, sentence);

    private DateTime Now() => CallMapping.Utc(clock.GetUtcNow());
}
