using CallQA.App.Identity.Keys;
using CallQA.App.Identity.OpenId;
using CallQA.App.Settings;
using CallQA.App.Web.Api;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace CallQA.App.Identity;

/// <summary>Sessions, roles and rights of the pages.</summary>
internal static class SignInServices
{
    public const string SignInPath = "/sign-in";
    public const string ReturnParameter = "from";

    /// <summary>Fewest letters of a password that somebody chooses.</summary>
    public const int ShortestPassword = 12;

    private const string KeyOrSession = "KeyOrSession";
    private static readonly TimeSpan Session = TimeSpan.FromHours(12);

    // Who is kept out, or has another role, notices within this time.
    private static readonly TimeSpan SessionCheck = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddCallQASignIn(this IServiceCollection services, CallQASettings settings)
    {
        services.AddHttpContextAccessor();
        services.AddIdentityCore<UserRow>(Configure).AddUserStore<UserStore>().AddClaimsPrincipalFactory<UserClaims>().AddSignInManager();
        services.AddAuthentication(KeyOrSession)
            .AddPolicyScheme(KeyOrSession, displayName: null, options => options.ForwardDefaultSelector = SchemeFor)
            .AddScheme<AuthenticationSchemeOptions, KeyBearer>(KeyBearer.Scheme, configureOptions: null)
            .AddScheme<AuthenticationSchemeOptions, LocalOperator>(LocalOperator.Scheme, configureOptions: null)
            .AddCookie(IdentityConstants.ApplicationScheme, Configure)
            .AddOpenId(settings);
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = SessionCheck);
        services.AddAuthorization(Access.Configure);
        // The pages' own headers forbid every frame, its own would allow those of the same site.
        services.Configure<AntiforgeryOptions>(options => (options.Cookie.SecurePolicy, options.SuppressXFrameOptionsHeader) = (CookieSecurePolicy.SameAsRequest, true));
        services.AddSingleton<SignInAttempts>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<OwnPassword>();
        services.AddSingleton<CallAccess>();
        return services;
    }

    // Keys are for programs: pages do not look at them.
    private static string SchemeFor(HttpContext context) =>
        context.Request.Path.StartsWithSegments(ApiRoutes.Path) && context.Request.Headers.Authorization.Count > 0 ? KeyBearer.Scheme : IdentityConstants.ApplicationScheme;

    private static void Configure(IdentityOptions options)
    {
        // Length is what makes a password strong; rules about its letters only make it hard to remember.
        options.Password = new PasswordOptions
        {
            RequiredLength = ShortestPassword,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
        };
        // Names are checked where accounts are made.
        options.User.AllowedUserNameCharacters = "";
    }

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "callqa";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = Session;
        cookie.LoginPath = SignInPath;
        cookie.ReturnUrlParameter = ReturnParameter;
        cookie.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
        cookie.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context => AnswerAsync(context, StatusCodes.Status403Forbidden);
    }

    // People who open a page are led to the sign-in; scripts and programs are told by the status.
    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        var opensPage = HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        if (status == StatusCodes.Status401Unauthorized && opensPage && !context.Request.Path.StartsWithSegments("/api")) context.Response.Redirect(context.RedirectUri);
        else context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
