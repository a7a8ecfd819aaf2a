using System.Security.Cryptography;
using CallQA.App.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Identity;

/// <summary>Makes accounts and gives out one-time passwords, for command line and pages alike.</summary>
internal sealed class Accounts(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    /// <summary>Name of the account that the first start makes.</summary>
    public const string FirstAdmin = "admin";

    /// <summary>Most letters of a name.</summary>
    public const int LongestName = 64;

    // Nothing that is easily taken for something else.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int GroupLength = 5;
    private const int Groups = 4;

    private static readonly UpperInvariantLookupNormalizer Normalizer = new();

    private readonly UnitOfWork work = new(contexts);
    private readonly PasswordHasher<UserRow> hasher = new();

    /// <summary>How a name is looked up.</summary>
    public static string Normalize(string name) => Normalizer.NormalizeName(name.Trim());

    /// <summary>All accounts by name.</summary>
    public Task<List<UserRow>> ListAsync(CancellationToken cancellationToken) => work.ReadAsync(
        context => context.Users.OrderBy(row => row.NormalizedName).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>An account that evaluates calls.</summary>
    /// <exception cref="InputException">There is none of this name.</exception>
    public async Task<UserRow> FindReviewerAsync(string name, CancellationToken cancellationToken)
    {
        var normalized = Normalize(name);
        return await work.ReadAsync(
            context => context.Users.FirstOrDefaultAsync(
                row => row.NormalizedName == normalized && !row.Disabled && (row.Role == Role.Reviewer || row.Role == Role.Admin), cancellationToken),
            cancellationToken) ?? throw Refuse($"There is no reviewer '{name}'; callqa users list shows all accounts.");
    }

    /// <summary>Makes the first account where there is none at all.</summary>
    /// <returns>Its one-time password; null when there are accounts.</returns>
    public async Task<string?> AddFirstAsync(CancellationToken cancellationToken)
    {
        var password = NewPassword();
        var added = await work.CommitAsync(
            async context =>
            {
                if (await context.Users.AnyAsync(cancellationToken)) return false;
                context.Users.Add(New(FirstAdmin, Role.Admin, agentId: null, password, mustChange: true));
                return true;
            },
            cancellationToken);
        return added ? password : null;
    }

    /// <summary>Makes an account.</summary>
    /// <returns>Its one-time password.</returns>
    /// <exception cref="InputException">The name is taken or cannot be used, or an agent's account names no agent.</exception>
    public async Task<string> AddAsync(string name, Role role, string? agentId, CancellationToken cancellationToken)
    {
        name = name.Trim();
        agentId = string.IsNullOrWhiteSpace(agentId) ? null : agentId.Trim();
        Check(name, role, agentId);
        var password = NewPassword();
        var normalized = Normalize(name);
        await work.CommitAsync(
            async context =>
            {
                if (await context.Users.AnyAsync(row => row.NormalizedName == normalized, cancellationToken))
                    throw Refuse($"There is an account '{name}' already; choose another name.");
                return context.Users.Add(New(name, role, agentId, password, mustChange: true)).Entity;
            },
            cancellationToken);
        return password;
    }

    /// <summary>Gives an account a new one-time password, lets it in again and ends its sessions.</summary>
    /// <returns>The password.</returns>
    /// <exception cref="InputException">There is no such account.</exception>
    public async Task<string> ResetAsync(string name, CancellationToken cancellationToken)
    {
        var password = NewPassword();
        await ChangeAsync(
            name,
            user =>
            {
                user.PasswordHash = hasher.HashPassword(user, password);
                user.MustChangePassword = true;
                (user.Disabled, user.FailedSignIns, user.LockedUntilUtc) = (false, 0, null);
            },
            cancellationToken);
        return password;
    }

    /// <summary>Keeps somebody out: no sign-in any more, and sessions end within a minute.</summary>
    /// <exception cref="InputException">There is no such account, or it is the last admin's.</exception>
    public Task DisableAsync(string name, CancellationToken cancellationToken) => ChangeAsync(name, user => user.Disabled = true, cancellationToken);

    /// <summary>Gives the first account a password that lasts, made when it is missing; for the demonstration.</summary>
    public async Task<string> OpenDemonstrationAsync(CancellationToken cancellationToken)
    {
        await AddFirstAsync(cancellationToken);
        var password = NewPassword();
        await ChangeAsync(
            FirstAdmin,
            user =>
            {
                user.PasswordHash = hasher.HashPassword(user, password);
                (user.MustChangePassword, user.FailedSignIns, user.LockedUntilUtc) = (false, 0, null);
            },
            cancellationToken);
        return password;
    }

    /// <summary>The row of somebody who signs in elsewhere, without a password of this site.</summary>
    internal static UserRow External(string name, Role role, string? agentId, string externalId, TimeProvider clock) => new()
    {
        Name = name,
        NormalizedName = Normalize(name),
        Role = role,
        AgentId = agentId,
        ExternalId = externalId,
        SecurityStamp = NewStamp(),
        CreatedUtc = CallMapping.Utc(clock.GetUtcNow()),
    };

    /// <summary>Whether an account may have this name.</summary>
    internal static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@');

    /// <summary>Ends all sessions there are when it takes the place of another.</summary>
    internal static string NewStamp() => RandomNumberGenerator.GetHexString(32);

    private Task<UserRow> ChangeAsync(string name, Action<UserRow> change, CancellationToken cancellationToken)
    {
        var normalized = Normalize(name);
        return work.CommitAsync(
            async context =>
            {
                var user = await context.Users.FirstOrDefaultAsync(row => row.NormalizedName == normalized, cancellationToken)
                    ?? throw Refuse($"There is no account '{name}'; callqa users list shows all of them.");
                change(user);
                var others = await context.Users.AnyAsync(row => row.Id != user.Id && row.Role == Role.Admin && !row.Disabled, cancellationToken);
                if (user is { Role: Role.Admin, Disabled: true } && !others)
                    throw Refuse($"'{user.Name}' is the last admin; make another one first.");
                user.SecurityStamp = NewStamp();
                return user;
            },
            cancellationToken);
    }

    private UserRow New(string name, Role role, string? agentId, string password, bool mustChange)
    {
        var user = new UserRow
        {
            Name = name,
            NormalizedName = Normalize(name),
            Role = role,
            AgentId = agentId,
            SecurityStamp = NewStamp(),
            MustChangePassword = mustChange,
            CreatedUtc = CallMapping.Utc(clock.GetUtcNow()),
        };
        user.PasswordHash = hasher.HashPassword(user, password);
        return user;
    }

    private static void Check(string name, Role role, string? agentId)
    {
        if (!IsName(name))
            throw Refuse($"'{name}' cannot be the name of an account; write 1 to {LongestName} letters, digits or . - _ @.");
        if (role == Role.Agent && agentId is null)
            throw Refuse($"The account '{name}' is an agent's, but no agent is named; give the agent's identifier as in the call lists.");
        if (role != Role.Agent && agentId is not null)
            throw Refuse($"The account '{name}' is no agent's; leave the agent's identifier '{agentId}' out, or choose the role agent.");
    }

    private static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, GroupLength)));

    private static InputException Refuse(string sentence) => new(InputFault.Settings, sentence);
}
