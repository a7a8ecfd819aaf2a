using System.Threading.RateLimiting;

namespace CallQA.App.Web.Playlists;

/// <summary>How often one address may ask for what is shared by links: enough to listen, too little to load the service.</summary>
internal static class SharedLimit
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "shared";

    /// <summary>Requests a minute; a player asks for one clip several times.</summary>
    public const int Most = 240;

    public static IServiceCollection AddSharedLimit(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(Policy, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress, _ => new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = TimeSpan.FromMinutes(1) }));
    });
}
