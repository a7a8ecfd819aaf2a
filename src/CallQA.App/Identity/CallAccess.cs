using System.Security.Claims;
using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Identity;

/// <summary>
/// The right to one call. A call that somebody may not see is to them as if it were not there: page, audio and everything
/// else answer alike.
/// </summary>
internal sealed class CallAccess(EfCallStore store)
{
    /// <summary>The call, or null when there is none or it is not this user's to see.</summary>
    public async Task<Call?> FindAsync(ClaimsPrincipal user, string callId, CancellationToken cancellationToken) =>
        await store.FindAsync(callId, cancellationToken) is { } call && MaySee(user, call) ? call : null;

    /// <summary>Whether a call is this user's to see.</summary>
    public static bool MaySee(ClaimsPrincipal user, Call call)
    {
        if (user.Identity is not { IsAuthenticated: true }) return false;
        return !user.IsInRole(nameof(Role.Agent)) || (UserClaims.AgentOf(user) is { } agent && call.Metadata.AgentId == agent);
    }
}
