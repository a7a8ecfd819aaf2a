using CallQA.App.Web.Reports;
using CallQA.Coaching;
using CallQA.Tests.Coaching;

namespace CallQA.App.Tests.Web.Reports;

internal static class SampleReports
{
    public static IReadOnlyList<CoachingReport> English { get; } = new CoachingReportBuilder(Some.Form).BuildAll(SampleMonth.Calls, SampleMonth.Period);

    public static IReadOnlyList<CoachingReport> German { get; } = new CoachingReportBuilder(Some.GermanForm).BuildAll(SampleMonth.Calls, SampleMonth.Period);

    public static CoachingReport Of(string agent) => English.Single(report => report.Subject.Id == agent);

    public static async Task<string> HtmlAsync(CoachingReport report, IReadOnlyList<CoachingReport>? all = null)
    {
        await using var html = new ReportHtml();
        return await html.RenderAsync(report, new ReportFileNames((all ?? [report]).Select(each => each.Subject)));
    }
}
