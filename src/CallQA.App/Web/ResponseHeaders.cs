namespace CallQA.App.Web;

/// <summary>
/// Headers that keep a page to itself: nothing is loaded from elsewhere, no other site frames it, addresses with call
/// identifiers leave with no referrer. Hangfire's dashboard and the written reports bring styles inside the page.
/// </summary>
internal sealed class ResponseHeaders(RequestDelegate next)
{
    /// <summary>Below this path is what can be heard by a link, without signing in.</summary>
    public const string Shared = "/shared";

    private const string Pages =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Reports =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Dashboard =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyFor(context.Request.Path);
        headers.XContentTypeOptions = "nosniff";
        // For browsers that do not know the policy's frame-ancestors.
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        // Transcripts and scores stay out of shared caches; the few static files say otherwise themselves.
        headers.CacheControl = "no-store";
        if (context.Request.Path.StartsWithSegments(Shared)) headers["X-Robots-Tag"] = "noindex, nofollow";
        return next(context);
    }

    private static string PolicyFor(PathString path)
    {
        if (path.StartsWithSegments("/jobs")) return Dashboard;
        return path.StartsWithSegments("/reports", out var file) && file.HasValue ? Reports : Pages;
    }
}
