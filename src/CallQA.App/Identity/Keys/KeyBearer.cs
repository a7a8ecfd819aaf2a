using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CallQA.App.Identity.Keys;

/// <summary>Programs with a key: <c>Authorization: Bearer callqa_…</c>. They are their account, within the key's scopes.</summary>
internal sealed class KeyBearer(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "ApiKey";

    private const string Bearer = "Bearer ";
    private const string ScopeType = "callqa:scope";

    /// <summary>Whether somebody may do what a scope stands for. People who signed in are limited by their role alone.</summary>
    public static bool Allows(ClaimsPrincipal user, string scope) =>
        user.Identity?.AuthenticationType != Scheme || user.HasClaim(ScopeType, scope);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        if (await keys.FindAsync(header[Bearer.Length..].Trim(), Context.RequestAborted) is not var (user, scopes))
            return AuthenticateResult.Fail("The key is not known, has ended or was taken back.");
        user.MustChangePassword = false;
        var identity = new ClaimsIdentity(UserClaims.Of(user).Claims, Scheme);
        identity.AddClaims(scopes.Select(scope => new Claim(ScopeType, scope)));
        return AuthenticateResult.Success(new(new(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AnswerAsync(StatusCodes.Status401Unauthorized);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AnswerAsync(StatusCodes.Status403Forbidden);

    // Where sessions open the address as well, their scheme has answered before.
    private Task AnswerAsync(int status)
    {
        if (Response.StatusCode == StatusCodes.Status200OK) Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
