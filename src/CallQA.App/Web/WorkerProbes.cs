using CallQA.App.Web.Api;

namespace CallQA.App.Web;

/// <summary>All that a worker answers where it was given an address: whether it lives, whether it is ready, and its metrics.</summary>
internal static class WorkerProbes
{
    public static void Map(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseHostFiltering();
        app.UseMiddleware<ResponseHeaders>();
        app.Use(NothingElse);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<ScopesOfKeys>();
        StoreHealth.Map(app);
        app.MapMetrics();
    }

    // Whoever opens another address would be sent to a page for signing in, which is not here.
    private static Task NothingElse(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not null) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
