using CallQA.App.Settings;
using CallQA.App.Web.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CallQA.App.Identity.OpenId;

/// <summary>Signing in at an OpenID Connect provider: authorization code with PKCE, everything else by discovery.</summary>
internal static class OpenIdSignIn
{
    /// <summary>Where people are sent to the provider.</summary>
    public const string Path = "/sign-in/openid";

    /// <summary>Where the provider sends them back to.</summary>
    public const string CallbackPath = "/sign-in/openid/callback";

    private const string Scheme = "OpenId";

    /// <summary>Adds it, where the settings name a provider.</summary>
    public static AuthenticationBuilder AddOpenId(this AuthenticationBuilder builder, CallQASettings settings)
    {
        if (settings.OpenId.Authority is null) return builder;
        builder.Services.AddSingleton(settings.OpenId);
        builder.Services.AddSingleton<OpenIdAccounts>();
        return builder.AddOpenIdConnect(Scheme, options => Configure(options, settings.OpenId));
    }

    /// <summary>Maps the way to the provider.</summary>
    public static void MapOpenId(this WebApplication app, CallQASettings settings)
    {
        if (settings.OpenId.Authority is null) return;
        app.MapGet(Path, (string? from) => Results.Challenge(new AuthenticationProperties { RedirectUri = LocalAddress.Of(from) }, [Scheme])).AllowAnonymous();
    }

    private static void Configure(OpenIdConnectOptions options, OpenIdSettings settings)
    {
        options.Authority = settings.Authority;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        // Providers on this machine, for trying out, need no certificate.
        options.RequireHttpsMetadata = !new Uri(settings.Authority!).IsLoopback;
        options.CallbackPath = CallbackPath;
        options.SignInScheme = IdentityConstants.ApplicationScheme;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // By redirection: a form sent from the provider's page would come without the cookies that belong to it.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.MapInboundClaims = false;
        options.DisableTelemetry = true;
        (options.CorrelationCookie.SameSite, options.NonceCookie.SameSite) = (SameSiteMode.Lax, SameSiteMode.Lax);
        (options.CorrelationCookie.SecurePolicy, options.NonceCookie.SecurePolicy) = (CookieSecurePolicy.SameAsRequest, CookieSecurePolicy.SameAsRequest);
        options.Scope.Clear();
        foreach (var scope in settings.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend("openid").Distinct()) options.Scope.Add(scope);
        options.Events.OnTokenValidated = EnterAsync;
        options.Events.OnRemoteFailure = RefuseAsync;
    }

    private static async Task EnterAsync(TokenValidatedContext context)
    {
        var services = context.HttpContext.RequestServices;
        var (user, problem) = await services.GetRequiredService<OpenIdAccounts>().EnterAsync(context.Principal!, context.HttpContext.RequestAborted);
        if (user is null)
        {
            Refuse(context.HttpContext, problem ?? OpenIdProblem.Failed);
            context.HandleResponse();
            return;
        }

        context.Principal = UserClaims.Of(user);
        await services.GetRequiredService<AuditTrail>().AddAsync(AuditTrail.SignedIn, user.Name, context.HttpContext.RequestAborted);
    }

    private static Task RefuseAsync(RemoteFailureContext context)
    {
        Log.OpenIdFailed(context.HttpContext.RequestServices.GetRequiredService<ILogger<OpenIdAccounts>>(), context.Failure?.Message);
        Refuse(context.HttpContext, OpenIdProblem.Failed);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static void Refuse(HttpContext context, OpenIdProblem problem) => context.Response.Redirect($"{SignInServices.SignInPath}?refused={problem}");
}
