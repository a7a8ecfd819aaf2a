namespace CallQA.App.Identity;

/// <summary>Whoever signed in with a password that the product made chooses an own one before anything else.</summary>
internal sealed class OneTimePassword(RequestDelegate next)
{
    public const string PasswordPath = "/password";

    private static readonly string[] Open = [PasswordPath, "/api/v1/password", "/sign-out", "/assets", "/health"];

    public Task InvokeAsync(HttpContext context)
    {
        if (!UserClaims.HasOneTimePassword(context.User) || Open.Any(path => context.Request.Path.StartsWithSegments(path))) return next(context);
        if (HttpMethods.IsGet(context.Request.Method)) context.Response.Redirect(PasswordPath);
        else context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
