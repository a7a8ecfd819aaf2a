using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Search;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Calibration;

/// <summary>
/// The calls that somebody has to score blind in an open calibration session. As long as they are here, that person is shown nothing of their
/// results: not in lists, not by filters and not in sums.
/// </summary>
internal sealed class BlindCalls(Calibrations calibrations, IDbContextFactory<CallQADbContext> contexts)
{
    /// <summary>All of somebody's.</summary>
    public async Task<IReadOnlySet<string>> OfAsync(ClaimsPrincipal user, CancellationToken cancellationToken) => Access.Allows(user, Access.Evaluate)
        ? (await calibrations.TasksAsync(UserClaims.IdOf(user), cancellationToken)).Keys.ToHashSet(StringComparer.Ordinal)
        : CallCriteria.NoCalls;

    /// <summary>The days they were recorded on, as reports count them.</summary>
    public async Task<IReadOnlyList<DateOnly>> DaysAsync(ClaimsPrincipal user, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        string[] calls = [.. await OfAsync(user, cancellationToken)];
        if (calls.Length == 0) return [];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var moments = await context.Calls.Where(row => calls.Contains(row.Id)).Select(row => row.ListedUtc).ToListAsync(cancellationToken);
        return [.. moments.Select(moment => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(moment, zone))).Distinct()];
    }

    /// <summary>Their agents, of whom a figure of few calls would tell a single one's.</summary>
    public async Task<IReadOnlySet<string>> AgentsAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        string[] calls = [.. await OfAsync(user, cancellationToken)];
        if (calls.Length == 0) return CallCriteria.NoCalls;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var agents = await context.Calls.Where(row => calls.Contains(row.Id) && row.AgentId != null).Select(row => row.AgentId!).Distinct().ToListAsync(cancellationToken);
        return agents.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether a call is one of them.</summary>
    public async Task<bool> IncludeAsync(ClaimsPrincipal user, string callId, CancellationToken cancellationToken) =>
        (await OfAsync(user, cancellationToken)).Contains(callId);
}
