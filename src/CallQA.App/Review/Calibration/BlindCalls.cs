using System.Security.Claims;
using CallQA.App.Identity;

namespace CallQA.App.Review.Calibration;

/// <summary>
/// The calls that somebody has to score blind in an open calibration session. As long as they are here, that person is shown nothing of their
/// results: not in lists, not by filters and not in sums.
/// </summary>
internal sealed class BlindCalls(Calibrations calibrations)
{
    private static readonly HashSet<string> None = [];

    /// <summary>All of somebody's.</summary>
    public async Task<IReadOnlySet<string>> OfAsync(ClaimsPrincipal user, CancellationToken cancellationToken) => Access.Allows(user, Access.Evaluate)
        ? (await calibrations.TasksAsync(UserClaims.IdOf(user), cancellationToken)).Keys.ToHashSet(StringComparer.Ordinal)
        : None;

    /// <summary>Whether a call is one of them.</summary>
    public async Task<bool> IncludeAsync(ClaimsPrincipal user, string callId, CancellationToken cancellationToken) =>
        (await OfAsync(user, cancellationToken)).Contains(callId);
}
