using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Web.Coaching;
using CallQA.App.Web.Disputes;
using CallQA.App.Web.Review;

namespace CallQA.App.Web.Api;

/// <summary>Everything that the pages do, for programs.</summary>
internal static class ApiRoutes
{
    public const string Path = "/api/v1";

    public static void MapApi(this WebApplication app)
    {
        app.UseMiddleware<RefuseInASentence>();
        app.UseMiddleware<ScopesOfKeys>();
        app.UseMiddleware<QueryWords>();
        app.UseMiddleware<RepeatedRequests>();
        var api = app.MapGroup(Path).AddEndpointFilter<SameSite>().DisableAntiforgery();
        CallRoutes.Map(api.MapGroup("").RequireAuthorization(Access.Read).Scoped(ApiScope.Read).WithTags("Calls"));
        Playback.Map(api.MapGroup("/calls/{id}").Scoped(ApiScope.Listen).WithTags("Calls"));
        Playback.MapFiles(api.MapGroup("/calls/{id}").RequireAuthorization(Access.Read).Scoped(ApiScope.Read).WithTags("Calls"));
        Playback.MapOriginals(api.MapGroup("/calls/{id}").Scoped(ApiScope.ReadOriginals).WithTags("Calls"));
        ReviewEndpoints.Map(api.MapGroup("/calls/{id}").Scoped(ApiScope.Review).WithTags("Reviews"));
        QueueRoutes.Map(api.MapGroup("/queue").WithTags("Review queue"));
        ScorecardRoutes.Map(api.MapGroup("/scorecards").WithTags("Scorecards"));
        CoachingRoutes.Map(api.MapGroup("/coaching").WithTags("Coaching"));
        ExampleRoutes.Map(api.MapGroup("/examples").WithTags("Examples"));
        ClipRoutes.Map(api.MapGroup("/clips").WithTags("Clips"));
        PlaylistRoutes.Map(api.MapGroup("/playlists").WithTags("Playlists"));
        SearchRoutes.Map(api.MapGroup("").WithTags("Search"));
        FigureRoutes.Map(api.MapGroup("").RequireAuthorization(Access.SeeReports).Scoped(ApiScope.Read).WithTags("Figures"));
        ExportRoutes.Map(api.MapGroup("/exports").RequireAuthorization(Access.SeeReports).Scoped(ApiScope.Read).WithTags("Exports"));
        DisputeCsv.Map(api.MapGroup("").Scoped(ApiScope.Read).WithTags("Disputes"));
        SessionCsv.Map(api.MapGroup("").Scoped(ApiScope.ReadCoaching).WithTags("Coaching"));
        DisputeRoutes.Map(api.MapGroup("").WithTags("Disputes"));
        CalibrationRoutes.Map(api.MapGroup("/calibration").WithTags("Calibration"));
        ReportRoutes.Map(api);
        MaintenanceRoutes.Map(api.MapGroup("").RequireAuthorization(Access.Operate).Scoped(ApiScope.Operate).WithTags("Operation"));
        OperatorRoutes.Map(api.MapGroup("").RequireAuthorization(Access.Operate).Scoped(ApiScope.Operate).WithTags("Operation"));
        AccountRoutes.Map(api.MapGroup("").Scoped(ApiScope.Administer).WithTags("Accounts"));
        app.MapOpenApi(Path + "/openapi.json").RequireAuthorization(Access.Read);
    }

    /// <summary>Says what a route does and what it answers.</summary>
    public static RouteHandlerBuilder Describe<T>(this RouteHandlerBuilder route, string summary, int status = StatusCodes.Status200OK) =>
        route.WithSummary(summary).Produces<T>(status);

    /// <summary>Says what a route does that answers with its status alone.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string summary) => route.WithSummary(summary).Produces(StatusCodes.Status202Accepted);

    /// <summary>Keys without the scope are refused.</summary>
    public static RouteGroupBuilder Scoped(this RouteGroupBuilder routes, string scope) => routes.WithMetadata(new RequiredScope(scope));
}
