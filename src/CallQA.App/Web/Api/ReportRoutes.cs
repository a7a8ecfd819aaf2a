using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Web.Reports;
using CallQA.Coaching;

namespace CallQA.App.Web.Api;

/// <summary>One page of the files that were refused.</summary>
internal sealed record RefusedFiles(IReadOnlyList<QuarantinedFile> Files, int Total);

/// <summary>A period to write reports of: <c>2026-11</c>, <c>2026-W47</c>, <c>2026-11-03</c> or <c>2026-11-01..2026-11-14</c>.</summary>
internal sealed record ReportOrder(string Period);

/// <summary>Reports that are being written.</summary>
/// <param name="Period">Name of the period.</param>
/// <param name="Path">Where everyone's report is found once it is written.</param>
internal sealed record OrderedReports(string Period, string Path);

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
        api.MapGroup("/reports").RequireAuthorization(Access.Coach).Scoped(ApiScope.WriteCoaching).WithTags("Reports").MapPost("", OrderAsync)
            .Describe<OrderedReports>("Has a worker write the reports of a period now", StatusCodes.Status202Accepted);
        api.MapGroup("/quarantine").RequireAuthorization(Access.Oversee).Scoped(ApiScope.Operate).WithTags("Operation").MapGet("", async (QuarantineStore files, CancellationToken token, int page = 1) =>
                JsonAnswer.Of(new RefusedFiles(await files.ListAsync((Math.Max(1, page) - 1) * PageSize, PageSize, token), await files.CountAsync(token))))
            .Describe<RefusedFiles>("Files and rows of lists that were refused; calls that were set aside are among the calls (`show=quarantined`)");
    }

    private static async Task<IResult> OrderAsync(ReportOrder order, CoachingReports reports, JobQueue queue, CallQASettings settings, CancellationToken cancellationToken)
    {
        var period = ReportPeriodText.Parse(order.Period, settings.Zone);
        await reports.RefuseEmptyAsync(period, cancellationToken);
        queue.EnqueueReports(period.Name);
        return JsonAnswer.Of(new OrderedReports(period.Name, $"{ApiRoutes.Path}/reports/{period.Name}/{ReportFileNames.Team}.json"), StatusCodes.Status202Accepted);
    }
}
