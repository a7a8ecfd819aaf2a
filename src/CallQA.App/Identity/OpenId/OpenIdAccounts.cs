using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Identity.OpenId;

/// <summary>Why somebody whom the provider knows is not let in.</summary>
internal enum OpenIdProblem
{
    /// <summary>No value of the role claim gives a role.</summary>
    NoRole,

    /// <summary>The name claim is missing, or cannot be the name of an account.</summary>
    NoName,

    /// <summary>The role is agent, and the claim with the agent's identifier is missing.</summary>
    NoAgent,

    /// <summary>Another account has this name.</summary>
    NameTaken,

    /// <summary>An admin disabled the account.</summary>
    Disabled,

    /// <summary>The provider refused, or its answer does not hold.</summary>
    Failed,
}

/// <summary>
/// The accounts of people who sign in at the provider: made at their first sign-in, told apart by issuer and subject, given anew at each
/// sign-in the role that the provider's claims say. Nobody gets an account without a role, and no account of this site is taken over by its name.
/// </summary>
internal sealed class OpenIdAccounts(IDbContextFactory<CallQADbContext> contexts, OpenIdSettings settings, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>The account of whoever has signed in.</summary>
    /// <returns>The account, or why there is none.</returns>
    public async Task<(UserRow? User, OpenIdProblem? Problem)> EnterAsync(ClaimsPrincipal who, CancellationToken cancellationToken)
    {
        if (RoleOf(who) is not { } role) return (null, OpenIdProblem.NoRole);
        var agent = role == Role.Agent ? who.FindFirstValue(settings.AgentClaim) : null;
        if (role == Role.Agent && string.IsNullOrWhiteSpace(agent)) return (null, OpenIdProblem.NoAgent);
        if (who.FindFirstValue("iss") is not { } issuer || who.FindFirstValue("sub") is not { } subject) return (null, OpenIdProblem.Failed);
        if (who.FindFirstValue(settings.NameClaim) is not { } name || !Accounts.IsName(name)) return (null, OpenIdProblem.NoName);
        return await work.CommitAsync<(UserRow?, OpenIdProblem?)>(
            async context =>
            {
                var external = Digest(issuer, subject);
                var user = await context.Users.FirstOrDefaultAsync(row => row.ExternalId == external, cancellationToken);
                if (user is null)
                {
                    var normalized = Accounts.Normalize(name);
                    if (await context.Users.AnyAsync(row => row.NormalizedName == normalized, cancellationToken)) return (null, OpenIdProblem.NameTaken);
                    user = context.Users.Add(Accounts.External(name, role, agent, external, clock)).Entity;
                }

                if (user.Disabled) return (null, OpenIdProblem.Disabled);
                if (user.Role != role || user.AgentId != agent) (user.Role, user.AgentId, user.SecurityStamp) = (role, agent, Accounts.NewStamp());
                return (user, null);
            },
            cancellationToken);
    }

    // Of several roles the first in the settings.
    private Role? RoleOf(ClaimsPrincipal who)
    {
        var values = who.FindAll(settings.RoleClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        return settings.ByValue()!.Where(entry => values.Contains(entry.Value)).Select(entry => (Role?)entry.Role).FirstOrDefault();
    }

    private static string Digest(string issuer, string subject) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")));
}
