using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using CallQA.App.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CallQA.App.Identity;

/// <summary>
/// Programs on this machine, which could open the database as well, may use the operators' API without signing in. Browsers
/// and whatever came through a proxy may not: both say so in headers. Who shows a key is who the key says.
/// </summary>
internal sealed class LocalOperator(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "LocalOperator";

    /// <summary>Who did it, in the audit log.</summary>
    public const string Name = "api";

    private static readonly string[] OfProxiesAndBrowsers = ["Authorization", "Forwarded", "X-Forwarded-For", "X-Original-For", "X-Forwarded-Host", "X-Real-IP", "Via", "Sec-Fetch-Site", "Origin"];

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsLocal()) return Task.FromResult(AuthenticateResult.NoResult());
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, Name), new(ClaimTypes.Name, Name), new(ClaimTypes.Role, nameof(Role.Admin))], Scheme);
        return Task.FromResult(AuthenticateResult.Success(new(new(identity), Scheme)));
    }

    // The cookie's scheme answers those who are asked to sign in.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Task.CompletedTask;

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Task.CompletedTask;

    private bool IsLocal() =>
        Context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && HostNames.IsLoopback(Request.Host.Host)
        && !OfProxiesAndBrowsers.Any(Request.Headers.ContainsKey);
}
