using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Settings;
using CallQA.App.Storage;

namespace CallQA.App.Web.Api;

/// <summary>One page of the files that were refused.</summary>
internal sealed record RefusedFiles(IReadOnlyList<QuarantinedFile> Files, int Total);

/// <summary>The written coaching reports, and what was refused at intake.</summary>
internal static class ReportRoutes
{
    private const int PageSize = 50;

    public static void Map(RouteGroupBuilder api)
    {
        var reports = api.MapGroup("/reports").RequireAuthorization(Access.SeeReports).Scoped(ApiScope.Read).WithTags("Reports");
        reports.MapGet("", (CallQASettings settings) => JsonAnswer.Of(ReportFiles.List(settings.ReportsPath)))
            .Describe<IReadOnlyList<string>>("The files of the coaching reports: pages, CSV and JSON by month, agent and team");
        reports.MapGet("/{*path:minlength(1)}", ReportFiles.AnswerCopyAsync).WithSummary("One file of the coaching reports").Produces<string>(contentType: "application/json");
        api.MapGroup("/quarantine").RequireAuthorization(Access.Oversee).Scoped(ApiScope.Operate).WithTags("Operation").MapGet("", async (QuarantineStore files, CancellationToken token, int page = 1) =>
                JsonAnswer.Of(new RefusedFiles(await files.ListAsync((Math.Max(1, page) - 1) * PageSize, PageSize, token), await files.CountAsync(token))))
            .Describe<RefusedFiles>("Files and rows of lists that were refused; calls that were set aside are among the calls (`show=quarantined`)");
    }
}
