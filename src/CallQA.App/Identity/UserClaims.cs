using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace CallQA.App.Identity;

/// <summary>What a session knows of the one who signed in.</summary>
internal sealed class UserClaims : IUserClaimsPrincipalFactory<UserRow>
{
    private const string Agent = "callqa:agent";
    private const string OneTimePassword = "callqa:one-time-password";

    private static readonly string StampType = new ClaimsIdentityOptions().SecurityStampClaimType;

    public Task<ClaimsPrincipal> CreateAsync(UserRow user) => Task.FromResult(Of(user));

    public static ClaimsPrincipal Of(UserRow user)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, user.Id));
        identity.AddClaim(new(ClaimTypes.Name, user.Name));
        identity.AddClaim(new(ClaimTypes.Role, user.Role.ToString()));
        identity.AddClaim(new(StampType, user.SecurityStamp));
        if (user is { Role: Role.Agent, AgentId: { } agent }) identity.AddClaim(new(Agent, agent));
        if (user.MustChangePassword) identity.AddClaim(new(OneTimePassword, "1"));
        return new(identity);
    }

    /// <summary>The agent whose calls somebody may see; null where the role does not limit it.</summary>
    public static string? AgentOf(ClaimsPrincipal user) => user.FindFirstValue(Agent);

    /// <summary>The only agent whose calls lists show this user; null for all agents.</summary>
    public static string? LimitOf(ClaimsPrincipal user) => user.IsInRole(nameof(Role.Agent)) ? AgentOf(user) ?? "" : null;

    public static bool HasOneTimePassword(ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == OneTimePassword);

    public static string IdOf(ClaimsPrincipal user) =>
        user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in.");
}
