using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Playlists;

/// <summary>A link to a playlist, as lists show it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="By">Who made it.</param>
/// <param name="At">When.</param>
/// <param name="Expires">When it ends.</param>
/// <param name="Open">Whether it still opens the playlist.</param>
public sealed record PlaylistShare(long Id, string By, DateTimeOffset At, DateTimeOffset Expires, bool Open);

/// <summary>Makes, finds and takes back links to playlists. The link is shown once, when it is made.</summary>
internal sealed class PlaylistShares(IDbContextFactory<CallQADbContext> contexts, PlaylistStore playlists, TimeProvider clock)
{
    /// <summary>Most days a link lasts.</summary>
    public const int LongestLife = 90;

    private const int SecretBytes = 32;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Makes a link.</summary>
    /// <param name="playlist">The playlist.</param>
    /// <param name="days">How long it lasts, 1–90 days.</param>
    /// <param name="who">Who makes it.</param>
    /// <param name="cancellationToken">Stops the making.</param>
    /// <returns>The secret part of the link, which is stored nowhere; null when there is no such playlist.</returns>
    /// <exception cref="InputException">The days are out of range.</exception>
    public async Task<string?> AddAsync(long playlist, int days, Acting who, CancellationToken cancellationToken)
    {
        if (days is < 1 or > LongestLife) throw new InputException(InputFault.Settings, $"A link cannot last {days} days; choose 1 to {LongestLife}.");
        if (!await playlists.UsedAsync(playlist, ClipUse.Shared, who, cancellationToken)) return null;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await work.CommitAsync(
            context => Task.FromResult(context.PlaylistShares.Add(new()
            {
                PlaylistId = playlist, TokenDigest = Digest(token), By = who.Name, AtUtc = Now(), ExpiresUtc = Now().AddDays(days),
            }).Entity),
            cancellationToken);
        return token;
    }

    /// <summary>All links of a playlist, the latest first.</summary>
    public Task<List<PlaylistShare>> ListAsync(long playlist, CancellationToken cancellationToken)
    {
        var now = Now();
        return work.ReadAsync(
            async context => (await context.PlaylistShares.Where(row => row.PlaylistId == playlist).OrderByDescending(row => row.Id).ToListAsync(cancellationToken))
                .ConvertAll(row => new PlaylistShare(row.Id, row.By, new(row.AtUtc), new(row.ExpiresUtc), row.RevokedUtc is null && row.ExpiresUtc > now)),
            cancellationToken);
    }

    /// <summary>Takes a link back, for good.</summary>
    /// <returns>Whether there was one to take back.</returns>
    public Task<bool> RevokeAsync(long playlist, long share, Acting who, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            if (await context.PlaylistShares.FirstOrDefaultAsync(row => row.Id == share && row.PlaylistId == playlist && row.RevokedUtc == null, cancellationToken) is not { } row) return false;
            row.RevokedUtc = Now();
            context.Audit.Add(new() { AtUtc = Now(), Action = AuditTrail.ShareRevoked, By = who.Name, CallDigest = "", ContentHash = "" });
            return true;
        },
        cancellationToken);

    /// <summary>What a link opens; null when it is none, has ended or was taken back.</summary>
    public async Task<(long Share, Playlist Playlist)?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var (digest, now) = (Digest(token), Now());
        var row = await work.ReadAsync(
            context => context.PlaylistShares.FirstOrDefaultAsync(row => row.TokenDigest == digest && row.RevokedUtc == null && row.ExpiresUtc > now, cancellationToken), cancellationToken);
        return row is not null && await playlists.FindAsync(row.PlaylistId, cancellationToken) is { } playlist ? (row.Id, playlist) : null;
    }

    // The secret is 256 bits at random: nothing slower than one digest is needed to keep it.
    private static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private DateTime Now() => CallMapping.Utc(clock.GetUtcNow());
}
